import { atMost, type Bar } from '../../src/measuring/bar.ts';
import { residentBytes } from '../../src/measuring/process-usage.ts';
import type { RequestCommands } from '../processes/requests.ts';
import { figureOf, type Figure, type Row } from '../row.ts';
import { startBalancer } from '../servers.ts';
import { startWorker } from '../start-worker.ts';

const MiB = 1024 * 1024;
const GROWTH_MIB_MAX = 16;
const SAMPLE_MS = 20;

/** Large bodies through the proxy: none of them may be kept in memory (PRF-2). */
export const streams: Row = {
  name: 'streams',
  what: '1 GiB down, up, and down to a reader of 16 MiB/s: how much memory grows meanwhile',
  async run({ isQuick, progress }) {
    await using balancer = await startBalancer();
    await using requests = startWorker<RequestCommands>('requests');
    const { port, pid } = balancer;
    const bytes = (isQuick ? 256 : 1024) * MiB;
    const slowly = { bytesPerSecond: 16 * MiB, stopAfterBytes: (isQuick ? 32 : 96) * MiB };
    const ways = {
      down: () => requests.ask('download', { port, bytes }),
      up: () => requests.ask('upload', { port, bytes }),
      'to a slow reader': () => requests.ask('download', { port, bytes, ...slowly }),
    };
    const figures: Figure[] = [];
    const bars: Bar[] = [];
    for (const way of [ways.down, ways.up]) await way(); // warms up
    for (const [name, run] of Object.entries(ways)) {
      const { growthMib, got, seconds } = await growth(pid, run);
      const wanted = name === 'to a slow reader' ? slowly.stopAfterBytes : bytes;
      if (got < wanted) throw new Error(`${name}: only ${got} of ${wanted} bytes have come`);
      progress(
        `${name}: ${Math.round(got / MiB / seconds)} MiB/s, memory grew by ${growthMib.toFixed(1)} MiB`,
      );
      figures.push(figureOf(name, 'MiB of growth', [growthMib]));
      bars.push(atMost(`${name}: ≤ ${GROWTH_MIB_MAX} MiB`, growthMib, GROWTH_MIB_MAX));
    }
    return { figures, bars };
  },
};

/** The most memory meanwhile, above what it was before. */
async function growth(pid: number, run: () => Promise<number>) {
  const before = residentBytes(pid);
  const startedAt = performance.now();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, residentBytes(pid))), SAMPLE_MS);
  try {
    const got = await run();
    return { got, growthMib: (most - before) / MiB, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    clearInterval(timer);
  }
}
