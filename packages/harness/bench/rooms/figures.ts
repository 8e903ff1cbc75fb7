import { percentile } from '@usher/kit/testing';
import type { Series } from '../interleaved.ts';
import { figureOf, type Figure } from '../row.ts';
import type { RoomStand } from './stand.ts';

/** What went in and came out, and how long answers took. */
export function figuresOfStand({ server, latencies, perSecond }: RoomStand): Figure[] {
  const { name } = server;
  return [
    figureOf(
      `${name}, messages in`,
      '/s',
      perSecond.map(({ sent }) => sent),
    ),
    figureOf(
      `${name}, frames out`,
      '/s',
      perSecond.map(({ received }) => received),
    ),
    ...[0.5, 0.99, 1].map((share) =>
      figureOf(`${name}, answers, p${share * 100}`, 'ms', [percentile(latencies, share)]),
    ),
  ];
}

/** The Monolith's cost in the floor's: of each repetition, side by side. */
export function ratios(series: Series): number[] {
  const floor = series.get('floor') ?? [];
  return (series.get('monolith') ?? []).map((cost, index) => cost / (floor[index] ?? NaN));
}
