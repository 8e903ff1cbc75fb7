import { startSite, TestBrowser } from '@usher/harness';
import { percentile } from '@usher/kit/testing';
import { atMost } from '../../src/measuring/bar.ts';
import { median } from '../../src/measuring/figures.ts';
import { figureOf, type Figure, type Row, type RowOptions, type RowResult } from '../row.ts';
import { chat, dragItem, lookAtPeople, moveItem, scrollQueue, togglePlay, vote } from './actions.ts';
import { Crowd, RATES } from './crowd.ts';
import { Visitor, type Burden } from './visitor.ts';

/** Longer, and the page seems to hang. */
const TASK_MAX_MS = 200;
const SCROLL_MS = 1500;

const lively: Row = {
  name: 'lively',
  what: `two rooms of 20 and a queue of 200, each room: ${RATES}; in one people vote for what comes next`,
  async run({ isQuick, progress }) {
    await using site = await startSite({ balancers: 1, monoliths: 1 });
    await using browser = await TestBrowser.start();
    using rooms = new DisposableStack();
    const visitors: Visitor[] = [];
    const port = site.balancers[0]?.ports.port ?? 0;
    for (const queueMode of ['manual', 'vote'] as const) {
      const crowd = rooms.use(await Crowd.gather(port, { people: 20, queued: 200, queueMode }));
      rooms.use(crowd.keepBusy());
      visitors.push(await Visitor.enter(browser, `http://127.0.0.1:${port}/room/${crowd.room}`));
    }
    for (let round = 0; round < (isQuick ? 3 : 10); round++) {
      for (const [index, visitor] of visitors.entries()) {
        await chat(visitor);
        await togglePlay(visitor);
        await (index === 0 ? moveItem(visitor) : vote(visitor));
        await lookAtPeople(visitor);
        await scrollQueue(visitor, SCROLL_MS);
      }
      progress(`round ${round + 1}: ${describe(await burdenOf(visitors))}`);
    }
    return resultOf(await burdenOf(visitors));
  },
};

const longQueue: Row = {
  name: 'queue',
  what: 'a queue of nearly 1,000, which is scrolled, and put into another order by buttons and by dragging',
  async run({ isQuick, progress }: RowOptions) {
    await using site = await startSite({ balancers: 1, monoliths: 1 });
    await using browser = await TestBrowser.start();
    const port = site.balancers[0]?.ports.port ?? 0;
    using crowd = await Crowd.gather(port, { people: 2, queued: 995, queueMode: 'manual' });
    const visitor = await Visitor.enter(browser, `http://127.0.0.1:${port}/room/${crowd.room}`);
    for (let round = 0; round < (isQuick ? 3 : 10); round++) {
      await scrollQueue(visitor, SCROLL_MS);
      await moveItem(visitor);
      await dragItem(visitor);
      await chat(visitor);
      progress(`round ${round + 1}: ${describe(await visitor.burden())}`);
    }
    return resultOf(await visitor.burden());
  },
};

export const PAGE_ROWS: readonly Row[] = [lively, longQueue];

async function burdenOf(visitors: readonly Visitor[]): Promise<Burden> {
  const each: Burden[] = [];
  for (const visitor of visitors) each.push(await visitor.burden());
  const effects = new Map<string, number[]>();
  for (const burden of each)
    for (const [what, times] of burden.effects) effects.set(what, [...(effects.get(what) ?? []), ...times]);
  return {
    longTasks: each.flatMap(({ longTasks }) => longTasks),
    frames: each.flatMap(({ frames }) => frames),
    effects,
  };
}

function resultOf({ longTasks, frames, effects }: Burden): RowResult {
  return {
    figures: [
      figure('tasks of more than 50 ms', longTasks),
      figure('frame to frame, scrolling and dragging', frames),
      figure('frame to frame, p95', [percentile(frames, 0.95)]),
      ...[...effects].map(([what, times]) => figure(`${what}: from press to picture`, times)),
    ],
    bars: [atMost(`longest task, ms ≤ ${TASK_MAX_MS}`, Math.max(0, ...longTasks), TASK_MAX_MS)],
  };
}

/** Where nothing took long, that is 0. */
const figure = (subject: string, samples: readonly number[]): Figure =>
  figureOf(subject, 'ms', samples.length === 0 ? [0] : samples);

function describe({ longTasks, frames, effects }: Burden): string {
  const times = [...effects].map(([what, all]) => `${what} ${Math.round(median(all))}`);
  return `${longTasks.length} tasks of more than 50 ms, at most ${Math.max(0, ...longTasks)}; frames p95 ${percentile(frames, 0.95).toFixed(0)} ms; ${times.join(', ')} ms`;
}
