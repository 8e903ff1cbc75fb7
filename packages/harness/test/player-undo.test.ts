import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { Screening } from '../src/screening.ts';
import { pretendItem } from './players/pretend-item.ts';
import { SAID_TOO_LATE, Wire } from './wire.ts';

const TIMEOUT_MS = 60_000;
const clip = (n: number) => ({ service: 'direct', id: `/demo/usher-demo.mp4?clip=${n}` }) as const;

describe.skipIf(!requireTool('chromium').available)('undo of a skip', () => {
  let screening: Screening;
  beforeAll(async () => {
    screening = await Screening.start();
  }, TIMEOUT_MS);
  afterEach(async () => {
    while (screening.host.view.room?.currentSource != null) await screening.skip();
    expect(screening.browser.complaints.filter((text) => text !== SAID_TOO_LATE)).toEqual([]);
  });
  afterAll(() => screening[Symbol.asyncDispose]());

  const isCurrent = (n: number) =>
    until(`clip ${n} is current`, () => screening.host.view.room?.currentSource?.id === clip(n).id);

  const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

  /** Somebody skips the first of two, and may undo it. */
  async function skip(prepare: (page: Page) => Promise<void>): Promise<Page> {
    for (const n of [1, 2]) screening.ask({ type: RequestType.Add, video: clip(n) });
    await isCurrent(1);
    const page = await screening.join(prepare);
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await isCurrent(2);
    await undo(page).waitFor();
    return page;
  }

  it(
    '[WEB-11] brings back what was skipped',
    async () => {
      await using page = await skip(async () => {});
      await page.getByText('You skipped “usher-demo.mp4”.').waitFor();
      await undo(page).click();
      await isCurrent(1);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] is offered for what cannot be played here, too',
    async () => {
      await using page = await skip((fresh) => pretendItem(fresh, { service: 'elsewhere', id: 'a' }));
      await page.getByText('This page has no player for').waitFor();
      await undo(page).click();
      await isCurrent(1);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] says that there is no connection, and is offered until there is one again',
    async () => {
      let wire = new Wire();
      await using page = await skip(async (fresh) => {
        wire = await Wire.of(fresh);
      });
      await wire.cut();
      const status = page.getByRole('status').filter({ hasText: /^Reconnecting/ });
      await status.waitFor();
      await undo(page).click();
      await page.getByRole('alert').getByText('There is no connection to the room right now.').waitFor();
      wire.mend();
      await status.waitFor({ state: 'detached' });
      await undo(page).click();
      await isCurrent(1);
    },
    TIMEOUT_MS,
  );
});
