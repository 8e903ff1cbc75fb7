import { percentile, until } from '@usher/kit/testing';
import { atMost } from '../../src/measuring/bar.ts';
import { residentBytes } from '../../src/measuring/process-usage.ts';
import { cpuAtRest } from '../cpu-per-unit.ts';
import { figuresOf, interleaved } from '../interleaved.ts';
import { figureOf, type Row, type RowOptions, type RowResult } from '../row.ts';
import { figuresOfStand, ratios } from '../rooms/figures.ts';
import { serveMedia } from '../rooms/media.ts';
import { startFloor, startMonolith } from '../rooms/servers.ts';
import { RoomStand } from '../rooms/stand.ts';

const SEATS = 5;
const UNIT = 'µs per message';
const BARS = { p99Ms: 5, idlePercent: 2, emptyInFresh: 2 };

/** One Monolith full of rooms, as people use them; then in silence, then empty. */
export const rooms: Row = {
  name: 'rooms',
  what: '1,000 rooms of 5 clients in one Monolith, who play, seek, chat, queue, come and go; clocks every second',
  run: (options) => measure(options),
};

async function measure(options: RowOptions): Promise<RowResult> {
  using media = serveMedia();
  const { origin } = media;
  const size = { rooms: options.isQuick ? 200 : 1000, seats: SEATS };
  await using stack = new AsyncDisposableStack();
  const floor = stack.use(await RoomStand.fill(await startFloor(size), origin, 1));
  const server = await startMonolith(size, origin);
  const restMs = options.isQuick ? 5000 : 10_000;
  const fresh = await cpuAtRest(server.pid, restMs);
  const freshMiB = memoryOf(server.pid);
  const monolith = stack.use(await RoomStand.fill(server, origin, 1));

  const forMs = options.isQuick ? 3000 : 5000;
  const subjects = [monolith, floor].map((stand) => ({
    name: stand.server.name,
    measure: () => stand.live(forMs),
  }));
  const series = await interleaved(subjects, options, UNIT);
  const busyMiB = memoryOf(server.pid);
  const idle = await cpuAtRest(server.pid, restMs);
  options.progress(`in silence: ${idle.toFixed(2)} % of a core`);
  await monolith.leave();
  await until('all rooms are unloaded', async () => (await server.loaded()) === 0, 30_000);
  const empty = await cpuAtRest(server.pid, restMs);
  options.progress(`empty: ${empty.toFixed(2)} % of a core`);

  const p99 = percentile(monolith.latencies, 0.99);
  return {
    figures: [
      ...figuresOf(series, UNIT),
      figureOf('monolith, beside the floor', '× floor', ratios(series)),
      ...[monolith, floor].flatMap(figuresOfStand),
      figureOf('monolith, before', '% of a core', [fresh]),
      figureOf('monolith, in silence, all playing', '% of a core', [idle]),
      figureOf('monolith, when all have left', '% of a core', [empty]),
      figureOf('monolith, before', 'MiB', [freshMiB]),
      figureOf('monolith, busy', 'MiB', [busyMiB]),
      figureOf('monolith, when all have left', 'MiB', [memoryOf(server.pid)]),
    ],
    bars: [
      atMost(`answers, p99 ≤ ${BARS.p99Ms} ms`, p99, BARS.p99Ms),
      atMost(`CPU in silence ≤ ${BARS.idlePercent} % of a core`, idle, BARS.idlePercent),
      atMost(`CPU when all have left ≤ ${BARS.emptyInFresh} × before`, empty / fresh, BARS.emptyInFresh),
    ],
  };
}

const memoryOf = (pid: number) => residentBytes(pid) / 1024 / 1024;
