import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { expectAccessible, requireTool, startSite, TestBrowser } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import { interceptEarly } from './intercept-early.ts';

const PASSWORD = 'correct horse 7';

const openAccount = async (page: Page) => {
  await page.getByRole('button', { name: 'Account' }).click();
  return page.getByRole('dialog', { name: 'Account' });
};

const isFocused = async (page: Page, name: string) =>
  (await page.evaluate<string>('document.activeElement.name')) === name;

describe.skipIf(!requireTool('chromium').available)('an account', () => {
  const resources = new AsyncDisposableStack();
  let browser: TestBrowser;
  let home: string;
  beforeAll(async () => {
    const config = { monolith: { rate_limit: 100_000 } };
    const site = resources.use(await startSite({ balancers: 1, monoliths: 1 }, config));
    browser = resources.use(await TestBrowser.start());
    home = `http://127.0.0.1:${site.balancers[0]?.ports.port}`;
  });
  afterEach(() => browser.closePages());
  afterAll(() => resources.disposeAsync());

  /** The page of a browser in which a new account is logged in. */
  async function openAs(
    username: string,
    path: string,
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<Page> {
    const localStorage = [{ name: 'usher.token', value: await register(home, username) }];
    const storageState = { cookies: [], origins: [{ origin: home, localStorage }] };
    return browser.open(home + path, { storageState }, prepare);
  }

  it('[WEB-18] is made, left, and entered again; what is wrong is said at its field', async () => {
    const page = await browser.open(home);
    const dialog = await openAccount(page);
    await dialog.getByRole('tab', { name: 'Create an account' }).click();
    const form = dialog.getByRole('tabpanel');
    await form.getByText('At least 8 characters').waitFor();
    await form.getByRole('button', { name: 'Create an account' }).click();
    await form.getByText('Write a name.').waitFor();
    await form.getByText('Too short').waitFor();
    expect(await isFocused(page, 'username')).toBe(true);
    await expectAccessible(page, 'registration with faults');
    await form.getByLabel('Your name').fill('Ann Lee');
    await form.getByLabel('Password').fill(PASSWORD);
    await form.getByLabel('E-mail (optional)').fill('ann@');
    await form.getByRole('button', { name: 'Create an account' }).click();
    await form.getByText('Write it like name@example.com').waitFor();
    await form.getByLabel('E-mail (optional)').fill('ann@example.com');
    await form.getByRole('button', { name: 'Create an account' }).click();
    await page.getByText('Your account is ready, Ann Lee.').waitFor();
    await dialog.getByText('You keep no room yet.').waitFor();
    await expectAccessible(page, 'the account');

    await dialog.getByRole('button', { name: 'Log out' }).click();
    await page.getByText('You are logged out.').waitFor();
    await dialog.getByLabel('Name or e-mail').fill('ann@example.com');
    await dialog.getByLabel('Password').fill('wrong horse 7');
    await dialog.getByRole('button', { name: 'Log in' }).click();
    await dialog.getByText('The name or the password is wrong.').waitFor();
    expect(await isFocused(page, 'password')).toBe(true);
    await dialog.getByLabel('Password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('Welcome back').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Account of Ann Lee' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Account of Ann Lee' }).waitFor();
  });

  it('[WEB-18] [API-20] has a name that is one’s own', async () => {
    await register(home, 'Taken');
    const page = await browser.open(home);
    const dialog = await openAccount(page);
    await dialog.getByLabel('Your name').fill('Taken');
    await dialog.getByRole('button', { name: 'Change name' }).click();
    await dialog.getByText('Somebody else has this name already.').waitFor();
  });

  it('[WEB-18] changes its address, and its password with the current one', async () => {
    const page = await openAs('Cleo', '/account');
    await page.getByLabel('E-mail').fill('cleo@example.com');
    await page.getByRole('button', { name: 'Save e-mail' }).click();
    await page.getByText('Your e-mail address is saved.').waitFor();
    await page.getByText('Change password').first().click();
    const change = page.getByRole('button', { name: 'Change password' });
    await page.getByLabel('Current password').fill('wrong horse 7');
    await page.getByLabel('New password').fill('another horse 8');
    await change.click();
    await page.getByText('The current password is wrong.').waitFor();
    await expectAccessible(page, 'the page of the account');
    await page.getByLabel('Current password').fill(PASSWORD);
    await change.click();
    await page.getByText('Your password is changed.').waitFor();
    const api = new SiteApi(home);
    await api.user(await api.grantToken()).logIn('cleo@example.com', 'another horse 8');
  });

  it('[WEB-18] keeps rooms, and lists them', async () => {
    const page = await openAs('Dan', '/');
    await page.getByRole('button', { name: 'Account of Dan' }).waitFor();
    await page.getByText('More options').click();
    await page.getByLabel('Title').fill('Dan’s cinema');
    await page.getByLabel('Name in the link').fill('dans-cinema');
    await page.getByRole('switch', { name: 'Keep this room' }).check();
    await page.getByRole('button', { name: 'Create this room' }).click();
    await page.waitForURL(/\/room\/dans-cinema/);
    await page.goto(home);
    await page.getByRole('button', { name: 'Account of Dan' }).click();
    await page
      .getByRole('list', { name: 'Your rooms' })
      .getByRole('link', { name: /Dan’s cinema/ })
      .click();
    await page.waitForURL(/\/room\/dans-cinema/);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('[WEB-18] [MSG-24] is renamed in a room, and everyone there sees it at once', async () => {
    const ann = await browser.open(home);
    await ann.getByRole('button', { name: 'Create a room' }).click();
    await ann.waitForURL(/\/room\/./);
    const bob = await browser.open(ann.url());
    await bob.getByRole('log').waitFor();
    const dialog = await openAccount(ann);
    await dialog.getByLabel('Your name').fill('Ann the Great');
    await dialog.getByRole('button', { name: 'Change name' }).click();
    await ann.getByText('You are now called Ann the Great.').waitFor();
    await ann.keyboard.press('Escape');
    await bob.getByRole('tab', { name: /People/ }).click();
    await until('the others see it', async () => (await bob.getByText('Ann the Great').count()) > 0);
  });

  it('[WEB-18] says when the site does not tell of it, and asks again', async () => {
    const page = await openAs('Eve', '/', interceptEarly);
    await page.getByRole('button', { name: 'Account of Eve' }).waitFor();
    for (const path of ['owned-rooms', 'account'])
      await page.route(`**/api/user/${path}`, (route) => route.abort());
    await page.getByRole('button', { name: 'Account of Eve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Account' });
    const failures = dialog.getByRole('alert').filter({ hasText: 'The site does not answer.' });
    await until('both are said', async () => (await failures.count()) === 2);
    await expectAccessible(page, 'the account that the site does not tell of');
    for (const path of ['owned-rooms', 'account']) await page.unroute(`**/api/user/${path}`);
    await dialog.getByRole('button', { name: 'Try again' }).first().click();
    await dialog.getByText('You keep no room yet.').waitFor();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByLabel('E-mail').waitFor();
    expect(await failures.count()).toBe(0);
  });

  it('[WEB-18] says when the site does not tell who one is, and asks again', async () => {
    const page = await browser.open('about:blank');
    await page.route('**/api/user', (route) => route.abort());
    await page.goto(`${home}/account`);
    await page.getByRole('alert').getByText('The site does not answer.').waitFor();
    await page.unroute('**/api/user');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByLabel('Your name').waitFor();
  });

  it('[WEB-17] is usable at 320 px without scrolling sideways', async () => {
    const page = await browser.open(home, { viewport: { width: 320, height: 568 }, hasTouch: true });
    const dialog = await openAccount(page);
    await dialog.getByRole('tab', { name: 'Create an account' }).click();
    await dialog.getByLabel('E-mail (optional)').scrollIntoViewIfNeeded();
    expect(
      await dialog.evaluate(
        ({ scrollWidth, clientWidth }: { scrollWidth: number; clientWidth: number }) =>
          scrollWidth - clientWidth,
      ),
    ).toBe(0);
    await page.goto(`${home}/account`);
    await page.getByLabel('Your name').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
  });

  it('has complained of nothing', () => {
    expect(browser.complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });
});
