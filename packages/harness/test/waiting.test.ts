import { describe, expect, it } from 'bun:test';
import { RoomClient } from '@usher/client';
import { requireTool, startSite, TestBrowser } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';

const isPaused = (page: Page) =>
  page.getByTestId('player').evaluate((player) => (player as unknown as { paused: boolean }).paused);

describe.skipIf(!requireTool('chromium').available)('a page and a slow player', () => {
  it('[WEB-6] the room waits for the slow one, the page says for whom, and reports on each item itself', async () => {
    await using site = await startSite({ balancers: 1, monoliths: 1 });
    await using browser = await TestBrowser.start();
    const [balancer] = site.balancers;
    if (balancer === undefined) throw new Error('no Balancer');
    const origin = `http://127.0.0.1:${balancer.ports.port}`;
    const page = await browser.open(origin);
    await page.getByRole('button', { name: 'Create a room' }).click();
    await page.waitForURL(/\/room\/./);
    await page.getByRole('button', { name: 'Add the demo clip' }).click();
    await page.getByTestId('player').waitFor();

    const slow = new RoomClient({
      site: origin,
      room: new URL(page.url()).pathname.split('/').at(-1) ?? '',
    });
    await using stack = new AsyncDisposableStack();
    stack.defer(() => slow.stop());
    slow.start();
    await until('it has joined', () => slow.view.you !== null);
    const ofPage = () => slow.view.users.find(({ id }) => id !== slow.view.you);
    const itsName = () => slow.view.users.find(({ id }) => id === slow.view.you)?.name;
    await until('the page can play', () => ofPage()?.status === 'ready');
    slow.send({ type: RequestType.Add, url: '/demo/usher-demo.mp4?again' });
    await until('there is a next item', () => slow.view.room?.queue.length === 1);

    slow.reportStatus('buffering');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByText(`Waiting for ${itsName()}…`).waitFor();
    await until('the slow one hears it too', () => slow.view.room?.waitingFor.join() === slow.view.you);
    expect(slow.view.room?.isPlaying).toBe(false);
    expect(await isPaused(page)).toBe(true);
    slow.reportStatus('ready');
    await until('it plays', async () => !(await isPaused(page)));
    expect(await page.getByText('Waiting for').count()).toBe(0);

    const reports: unknown[] = [];
    slow.onMessage((message) => {
      if (message.action !== 'user' || message.update.kind !== 'update') return;
      if (message.update.value.id === ofPage()?.id) reports.push(message.update.value.status);
    });
    slow.send({ type: RequestType.Skip });
    await until('the room waits for both', () => slow.view.room?.waitingFor.length === 2);
    slow.reportStatus('ready');
    await until('it plays the next item', async () => !(await isPaused(page)));
    await until('the slow one hears it too', () => slow.view.room?.isPlaying === true);
    expect(slow.view.room?.currentSource?.id).toBe('/demo/usher-demo.mp4?again');
    await until('the page has told of itself', () => reports.length >= 2);
    expect(reports.slice(0, 2)).toEqual(['buffering', 'ready']);
    expect(browser.complaints).toEqual([]);
  }, 60_000);
});
