import { barOf, type Bar } from '../../src/measuring/bar.ts';
import { figuresOf } from '../interleaved.ts';
import type { Row } from '../row.ts';
import { startBalancer, startDirect } from '../servers.ts';
import { withStands, type Stand } from '../stand.ts';

const PING =
  '{"action":"ping","text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}';

/** How much later answers come because there is a Balancer in between (PRF-2). */
export const latency: Row = {
  name: 'latency',
  what: '500 clients, 5,000 messages in a second, each answered: with the Balancer and without',
  run: ({ isQuick, progress }) =>
    withStands([startBalancer, startDirect], { count: 500, perRoom: 20 }, async (stands) => {
      const series = new Map<string, number[]>();
      for (let round = 0; round < (isQuick ? 3 : 7); round++) {
        for (const stand of round % 2 === 0 ? stands : stands.toReversed()) {
          const { p50, p99 } = await answerTimes(stand, isQuick ? 1000 : 2000);
          progress(`${stand.server.name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
          if (round === 0) continue; // warms up
          add(series, `${stand.server.name} p50`, p50);
          add(series, `${stand.server.name} p99`, p99);
        }
      }
      return {
        figures: figuresOf(series, 'ms'),
        bars: [addedBar(series, 'p50', 0.5), addedBar(series, 'p99', 3)],
      };
    }),
};

const answerTimes = ({ clients }: Stand, forMs: number) =>
  clients.ask('ask', { perSecond: 5000, forMs, text: PING });

function add(series: Map<string, number[]>, name: string, value: number): void {
  series.set(name, [...(series.get(name) ?? []), value]);
}

function addedBar(series: ReadonlyMap<string, readonly number[]>, share: string, limit: number): Bar {
  const without = series.get(`direct ${share}`) ?? [];
  const added = (series.get(`balancer ${share}`) ?? []).map((ms, index) => ms - (without[index] ?? NaN));
  return barOf(`added ${share} ≤ ${limit} ms`, added, 'at-most', limit);
}
