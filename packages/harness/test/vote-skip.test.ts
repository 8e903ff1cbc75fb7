import { describe, expect, it } from 'bun:test';
import { RoomClient } from '@usher/client';
import { expectAccessible, requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { Screening } from '../src/screening.ts';

const clip = (n: number) => ({ service: 'direct', id: `/demo/usher-demo.mp4?clip=${n}` }) as const;

/** Keeps what the page wants to be called for by media keys. */
const KEEP_ACTIONS = `globalThis.mediaActions = {};
MediaSession.prototype.setActionHandler = (action, handler) => { globalThis.mediaActions[action] = handler; };`;

describe.skipIf(!requireTool('chromium').available)('a vote to skip', () => {
  /** Somebody without a player. */
  function join({ url }: Screening): RoomClient {
    const { origin, pathname } = new URL(url);
    const client = new RoomClient({ site: origin, room: pathname.split('/').at(-1) ?? '' });
    client.start();
    return client;
  }

  const artist = (page: Page) => page.evaluate<string>('navigator.mediaSession.metadata?.artist ?? ""');
  const mayPressKey = (page: Page) => page.evaluate<boolean>('globalThis.mediaActions.nexttrack !== null');

  it('[ROM-23] [WEB-13] says how far it is and whether one’s own vote counts, and skips when there are enough', async () => {
    await using screening = await Screening.start();
    await using stack = new AsyncDisposableStack();
    const { host } = screening;
    const current = () => host.view.room?.currentSource?.id;
    screening.ask({ type: RequestType.ApplySettings, settings: { enableVoteSkip: true } });
    for (const n of [1, 2, 3]) screening.ask({ type: RequestType.Add, video: clip(n) });
    const page = await screening.join(async (fresh) => {
      await fresh.addInitScript(KEEP_ACTIONS);
    });
    // Of two, one is half.
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await until('it is skipped at once', () => current() === clip(2).id);

    const third = join(screening);
    stack.defer(() => third.stop());
    const button = (votes: number) =>
      page.getByRole('button', { name: `Vote to skip (${votes} of 2)`, exact: true });
    await button(0).waitFor();
    expect(await button(0).getAttribute('aria-pressed')).toBe('false');
    await button(0).click();
    await button(1).waitFor();
    expect(await button(1).getAttribute('aria-pressed')).toBe('true');
    expect(await button(1).locator('[data-votes]').getAttribute('data-votes')).toBe('1/2');
    await until('the lock screen says it', async () => (await artist(page)) === 'Vote to skip (1 of 2)');
    expect(await mayPressKey(page)).toBe(false);
    await expectAccessible(page, 'a vote to skip');
    await button(1).click();
    await button(0).waitFor();
    await until('a media key votes, too', () => mayPressKey(page));

    third.send({ type: RequestType.Skip });
    await button(1).waitFor();
    expect(await button(1).getAttribute('aria-pressed')).toBe('false');
    expect(current()).toBe(clip(2).id);
    await button(1).click();
    await until('it is skipped', () => current() === clip(3).id);
    await button(0).waitFor();
    expect(screening.browser.complaints).toEqual([]);
  }, 60_000);
});
