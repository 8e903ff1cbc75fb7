import { loadavg } from 'node:os';
import { percentile } from '@usher/kit/testing';
import { atMost, type Bar } from '../../src/measuring/bar.ts';
import { figureOf, type Figure, type Row, type RowOptions } from '../row.ts';
import type { Condition } from './conditions.ts';
import { apartMs, describe, seeksOf, settleMs, unseenShare, type Happening } from './happening.ts';
import type { Follower } from './viewer.ts';
import { WatchParty } from './watch-party.ts';

/** The players of one condition: as the page follows the room, and by the baseline's rule. */
export const syncRow = (condition: Condition): Row => ({
  name: condition.name,
  what: condition.what,
  async run(options) {
    const ours = await watch(condition, 'usher', options);
    const figures = figuresOf('usher', ours);
    const baseline = await watch(condition, 'baseline', options);
    return { figures: [...figures, ...figuresOf('baseline', baseline)], bars: barsOf(condition, ours) };
  },
});

async function watch(
  condition: Condition,
  follower: Follower,
  { isQuick, progress }: RowOptions,
): Promise<readonly Happening[]> {
  const note = (happening: Happening) => progress(`${follower}, ${describe(happening)}`);
  await using party = await WatchParty.start(condition, follower, note);
  const watchMs = isQuick ? 5000 : 7000;
  await party.play(watchMs);
  await party.seek(100, watchMs);
  if (!isQuick) {
    await party.seek(30, watchMs);
    await party.pause();
    await party.play(watchMs);
    await party.seek(200, watchMs);
  }
  // Before it follows by the baseline's rule, a page has been brought to the room's position by its own.
  if (follower === 'usher') {
    await party.join(0, watchMs);
    if (!isQuick) await party.join(1, watchMs);
  }
  await party.steady(isQuick ? 10_000 : follower === 'usher' ? 60_000 : 10_000);
  return party.happenings;
}

function figuresOf(follower: Follower, happenings: readonly Happening[]): Figure[] {
  const apart = happenings.flatMap(apartMs);
  const events = happenings.filter(({ kind }) => kind !== 'steady');
  const of = (what: string, unit: string, ...samples: number[]) =>
    figureOf(`${follower}, ${what}`, unit, samples);
  return [
    of('apart, p50', 'ms', percentile(apart, 0.5)),
    of('apart, p95', 'ms', percentile(apart, 0.95)),
    of('apart, most', 'ms', percentile(apart, 1)),
    of('together again (within 100 ms) after', 'ms', ...events.map(settleMs)),
    of('measured to within', 'ms', ...happenings.map((each) => each.clockErrorMs)),
    of('not all players seen', '% of the time', ...happenings.map((each) => unseenShare(each) * 100)),
    of('load average', '', loadavg()[0] ?? NaN),
  ];
}

/** WEB-4 */
function barsOf({ bars }: Condition, happenings: readonly Happening[]): Bar[] {
  const apart = happenings.flatMap(apartMs);
  const seeks = (isSteady: boolean) =>
    Math.max(...happenings.filter(({ kind }) => (kind === 'steady') === isSteady).map(seeksOf));
  return [
    bar('apart, ms, p50', percentile(apart, 0.5), bars.p50),
    bar('apart, ms, p95', percentile(apart, 0.95), bars.p95),
    ...(bars.max === undefined ? [] : [bar('apart, ms, most', percentile(apart, 1), bars.max)]),
    bar('seeks of a player for one event', seeks(false), 1),
    bar('seeks of a player while nothing happens', seeks(true), 0),
  ];
}

const bar = (what: string, value: number, limit: number) => atMost(`${what} ≤ ${limit}`, value, limit);
