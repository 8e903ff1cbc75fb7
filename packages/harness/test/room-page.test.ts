import { describe, expect, it } from 'bun:test';
import { expectAccessible, requireTool } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { SiteApi } from '@usher/client';
import { until } from '@usher/kit/testing';
import { register } from './accounts.ts';
import { addClips, RoomPages, rowsOf } from './room-pages.ts';

const nameOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';

describe.skipIf(!requireTool('chromium').available)('the room page', () => {
  it('[WEB-11] shows what a link leads to before it is added, refuses in words, and takes what is dropped', async () => {
    await using pages = await RoomPages.start();
    const page = await pages.enter();
    const field = page.getByRole('textbox', { name: 'Paste a link' });
    await page.getByRole('group', { name: 'Bring your friends' }).waitFor();
    await page.getByRole('button', { name: 'QR code' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();

    await field.fill('no link at all');
    await field.press('Enter');
    await page.getByText('This is not the link of a video.').waitFor();
    await field.fill('file:///home/ann/holiday.mp4');
    await field.press('Enter');
    await page.getByText('This file is on your device: the others could not see it.').waitFor();

    await field.fill('/demo/usher-demo.mp4');
    const preview = page.getByRole('article', { name: 'What you are about to add' });
    await preview.getByText('usher-demo.mp4').waitFor();
    await preview.getByRole('button', { name: 'Add to the queue' }).click();
    await page.getByTestId('player').waitFor();
    expect(await field.inputValue()).toBe('');

    await field.fill('/demo/usher-demo.mp4?other');
    await preview.getByRole('button', { name: 'Play now' }).click();
    await until('the other one waits', async () => (await rowsOf(page).count()) === 1);
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/uri-list', location.origin + '/demo/usher-demo.mp4?dropped');
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    })()`);
    await page.getByRole('log').getByText(/added/).first().waitFor();
    expect(pages.browser.complaints.filter((text) => !text.includes('400'))).toEqual([]);
  }, 60_000);

  it('[WEB-16] reorders, removes with undo, trims, exports and imports', async () => {
    await using pages = await RoomPages.start();
    const page = await pages.enter();
    await addClips(page, 4);
    await until('all are there', async () => (await rowsOf(page).count()) === 3);
    const keys = () => rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')));
    const [a, b, c] = await keys();

    await rowsOf(page)
      .nth(2)
      .getByRole('button', { name: /^Move .* up$/ })
      .click();
    await until('it has moved up', async () => JSON.stringify(await keys()) === JSON.stringify([a, c, b]));
    await rowsOf(page)
      .nth(2)
      .getByRole('button', { name: /^More for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Play next' }).click();
    await until('it is next', async () => JSON.stringify(await keys()) === JSON.stringify([b, a, c]));

    await rowsOf(page)
      .nth(0)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await until('it is gone', async () => (await rowsOf(page).count()) === 2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(
      'it is back in its place',
      async () => JSON.stringify(await keys()) === JSON.stringify([b, a, c]),
    );

    await rowsOf(page)
      .nth(1)
      .getByRole('button', { name: /^More for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Start and end…' }).click();
    await page.getByRole('textbox', { name: 'Start' }).fill('0:20');
    await page.getByRole('textbox', { name: 'End' }).fill('0:10');
    await page.getByText('The end has to come after the start.').first().waitFor();
    await expectAccessible(page, 'the dialog to trim');
    await page.getByRole('textbox', { name: 'End' }).fill('0:40');
    await page.getByRole('button', { name: 'Save' }).click();
    await rowsOf(page).nth(1).getByText('0:20 to 0:40').waitFor();

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'More for the queue' }).click();
    await page.getByRole('menuitem', { name: 'Save as a file' }).click();
    const file = await (await download).path();
    expect(await Bun.file(file).json()).toMatchObject({
      videos: [{ service: 'direct' }, { startAt: 20, endAt: 40 }, {}],
    });

    const other = await pages.enter();
    await other.locator('input[type=file][accept*=json]').setInputFiles({
      name: 'queue.json',
      mimeType: 'application/json',
      buffer: Buffer.from(await Bun.file(file).bytes()),
    });
    await until('all are there', async () => (await rowsOf(other).count()) === 2);
    await other.locator('input[type=file][accept*=json]').setInputFiles({
      name: 'queue.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"videos":{}}'),
    });
    await other.getByText('This is not a saved queue.').waitFor();
    expect(pages.browser.complaints).toEqual([]);
  }, 60_000);

  it('[WEB-15] the chat: safe links, whole words, a pill when one reads what was before', async () => {
    await using pages = await RoomPages.start();
    const page = await pages.enter();
    const other = await pages.enter({ url: page.url() });
    const field = page.getByRole('textbox', { name: 'Message' });
    const log = page.getByRole('log', { name: 'Chat' });

    await field.fill('see https://example.com/a, <b>not</b> http://example.com or javascript:alert(1)');
    await field.press('Enter');
    await log.getByText('(you)').waitFor();
    expect(await log.getByRole('link').count()).toBe(1);
    const link = log.getByRole('link');
    expect(await link.getAttribute('href')).toBe('https://example.com/a');
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await log.locator('b').count()).toBe(0);

    await field.fill('こん');
    await field.evaluate((element) => {
      const { KeyboardEvent } = globalThis as unknown as {
        KeyboardEvent: new (type: string, init: object) => Event;
      };
      const target = element as unknown as { dispatchEvent(event: Event): void };
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
    });
    expect(await field.inputValue()).toBe('こん');
    await field.fill('x'.repeat(1950));
    await page.getByText('50 characters left').waitFor();

    for (let n = 1; n <= 30; n++) {
      await other.getByRole('textbox', { name: 'Message' }).fill(`line ${n}\n.`);
      await other.getByRole('textbox', { name: 'Message' }).press('Enter');
      if (n % 10 === 0) await log.getByText(`line ${n}`, { exact: false }).last().waitFor();
    }
    await log.evaluate((element) => ((element as unknown as { scrollTop: number }).scrollTop = 0));
    await page.getByRole('button', { name: 'To the newest' }).waitFor();
    await other.getByRole('textbox', { name: 'Message' }).fill('the last');
    await other.getByRole('textbox', { name: 'Message' }).press('Enter');
    await page.getByRole('button', { name: '1 new message' }).click();
    await until(
      'the pill is gone',
      async () => (await page.getByRole('button', { name: /new/ }).count()) === 0,
    );
    expect(pages.browser.complaints).toEqual([]);
  }, 60_000);

  it('[WEB-13] [ROM-32] settings: what others change is not overwritten, what one may not is said; roles and bans', async () => {
    await using pages = await RoomPages.start();
    const token = await register(pages.home, 'Olga');
    const api = new SiteApi(pages.home);
    await api.createRoom(token, { name: 'cinema', isTemporary: true, visibility: 'unlisted' });
    const url = `${pages.home}/room/cinema`;
    const owner = await pages.enter({ url, token });
    const guest = await pages.enter({ url });

    await owner.getByRole('button', { name: 'Room settings' }).click();
    await owner.getByRole('textbox', { name: 'Title' }).fill('Mine');
    await guest.getByRole('button', { name: 'Room settings' }).click();
    await guest.getByRole('textbox', { name: 'Title' }).fill('Theirs');
    await guest.getByRole('textbox', { name: 'Description' }).fill('A quiet place');
    await guest.getByRole('button', { name: 'Save' }).click();
    await owner.getByText('Somebody else has changed this meanwhile.').waitFor();
    expect(await owner.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Mine');
    expect(await owner.getByRole('textbox', { name: 'Description' }).inputValue()).toBe('A quiet place');
    await expectAccessible(owner, 'the settings, with a conflict');
    await owner.getByRole('tab', { name: 'Permissions' }).click();
    await expectAccessible(owner, 'the permissions');
    await owner.getByRole('checkbox', { name: 'Write in the chat: Guest' }).click();
    await owner.getByRole('button', { name: 'Save' }).click();
    for (const page of [owner, guest]) await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
    expect(await guest.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true');

    await owner.getByRole('tab', { name: /People/ }).click();
    expect(await owner.getByRole('list', { name: 'People' }).getByText('Owner').count()).toBe(1);
    await expectAccessible(owner, 'the people');
    await owner.getByRole('button', { name: /^Options for/ }).click();
    await expectAccessible(owner, 'the menu of a person');
    await owner.getByRole('menuitem', { name: 'Ban…' }).click();
    await expectAccessible(owner, 'the question before a ban');
    await owner.getByRole('button', { name: 'Ban', exact: true }).click();
    await guest.getByRole('tab', { name: /Chat/ }).waitFor({ state: 'detached' });
    await owner.getByRole('button', { name: 'Room settings' }).click();
    for (const tab of ['Playback', 'Ownership', 'Access']) {
      await owner.getByRole('tab', { name: tab }).click();
      await expectAccessible(owner, `the settings: ${tab}`);
    }
    await owner.getByRole('button', { name: 'Lift the ban' }).click();
    await owner.getByText('Nobody is banned.').waitFor();
  }, 90_000);

  it('[ROM-35] an invitation in the address lets one into a private room', async () => {
    await using pages = await RoomPages.start();
    const token = await register(pages.home, 'Olga');
    const api = new SiteApi(pages.home);
    await api.createRoom(token, { name: 'secret', isTemporary: true, visibility: 'private' });
    const url = `${pages.home}/room/secret`;
    const owner = await pages.enter({ url, token });
    await owner.getByRole('button', { name: 'Room settings' }).click();
    await owner.getByRole('tab', { name: 'Access' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: 'New invitation' }).click();
    const link = await owner.getByRole('textbox', { name: 'Invitation link' }).inputValue();

    const stranger = await pages.browser.open(url);
    await stranger.getByRole('heading', { level: 1 }).waitFor();
    expect(await stranger.getByRole('tab', { name: /Chat/ }).count()).toBe(0);
    const friend = await pages.enter({ url: link });
    expect(new URL(friend.url()).search).toBe('');
    await until(
      'both are there',
      async () => (await friend.getByRole('tab', { name: /People 2/ }).count()) === 1,
    );
  }, 60_000);

  it('[WEB-17] is accessible and fits at 320 pixels, empty and busy with 20 others', async () => {
    await using pages = await RoomPages.start();
    const page = await pages.enter();
    await expectAccessible(page, 'the empty room');
    await page.getByRole('button', { name: 'Invite' }).click();
    await expectAccessible(page, 'the dialog to invite');
    await page.keyboard.press('Escape');
    await addClips(page, 5);
    await until('all are there', async () => (await rowsOf(page).count()) === 4);

    const api = new SiteApi(pages.home);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => api.grantToken(null)));
    const others = await Promise.all(
      tokens.map((each) => TestClient.join(pages.port, nameOf(page.url()), each)),
    );
    await page.getByRole('tab', { name: /People 21/ }).waitFor();
    for (const [n, other] of others.entries())
      other.say({ action: 'req', request: { type: 11, text: `hello from ${n}` } });
    await page.getByRole('log').getByText('hello from 19').waitFor();
    await page
      .getByRole('log')
      .getByText(/and \d+ others joined/)
      .waitFor();
    await expectAccessible(page, 'the busy room');

    const phone = await pages.enter({ url: page.url(), viewport: { width: 320, height: 640 } });
    for (const tab of ['Queue', 'People', 'Chat']) {
      await phone.getByRole('tab', { name: new RegExp(tab) }).click();
      const widths = () => phone.evaluate<number[]>(`[document.documentElement.scrollWidth, innerWidth]`);
      const [content = 0, window = 0] = await widths();
      expect([tab, content <= window]).toEqual([tab, true]);
      await expectAccessible(phone, `${tab} on a phone`);
    }
    for (const other of others) other[Symbol.dispose]();
    await page
      .getByRole('log')
      .getByText(/and \d+ others left/)
      .waitFor();
    expect(pages.browser.complaints).toEqual([]);
  }, 90_000);
});
