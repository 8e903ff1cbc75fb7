import { atMost } from '../../src/measuring/bar.ts';
import { residentBytes } from '../../src/measuring/process-usage.ts';
import type { Worker } from '../../src/measuring/worker.ts';
import { startNginx } from '../nginx.ts';
import type { RequestCommands } from '../processes/requests.ts';
import type { SlowReaderCommands } from '../processes/slow-reader.ts';
import { figureOf, type Figure, type Row, type RowOptions, type RowResult } from '../row.ts';
import { startBalancer } from '../servers.ts';
import type { Server } from '../stand.ts';
import { startWorker } from '../start-worker.ts';

const MiB = 1024 * 1024;
const GROWTH_MIB_MAX = 16;
const SAMPLE_MS = 20;
/** Little enough that whoever keeps all that passes has yet to grow by the rest. */
const WARM_UP_BYTES = 8 * MiB;
const OFFERED_BYTES = 1024 * MiB;
const SLOWLY = 1 * MiB;

type Requests = Worker<RequestCommands>;
type Reader = Worker<SlowReaderCommands>;

interface Way {
  readonly name: string;
  readonly warmUp: (requests: Requests, port: number) => Promise<unknown>;
  /** Gives how many bytes have got through. */
  readonly run: (requests: Requests, port: number, slowReader: Reader) => Promise<number>;
  /** Fewer are a mistake of the measurement. */
  readonly wantedBytes: number;
}

const download = (requests: Requests, port: number) =>
  requests.ask('download', { port, bytes: WARM_UP_BYTES });
const upload = (requests: Requests, port: number) => requests.ask('upload', { port, bytes: WARM_UP_BYTES });

/** Large bodies through the proxy: none of them may be kept in memory (PRF-2). */
export const streams: Row = {
  name: 'streams',
  what: '1 GiB down, up, down to a reader of 1 MiB/s and up to one: how much a fresh process grows meanwhile',
  async run(options) {
    const results: RowResult[] = [];
    for (const way of ways(options)) results.push(await measure(way, options));
    return {
      figures: results.flatMap(({ figures }) => figures),
      bars: results.flatMap(({ bars }) => bars),
    };
  },
};

function ways({ isQuick }: RowOptions): Way[] {
  const bytes = isQuick ? OFFERED_BYTES / 4 : OFFERED_BYTES;
  const seconds = isQuick ? 4 : 10;
  const slowBytes = seconds * SLOWLY;
  const slowly = { bytes: OFFERED_BYTES, bytesPerSecond: SLOWLY, stopAfterBytes: slowBytes };
  return [
    {
      name: 'down',
      warmUp: download,
      run: (requests, port) => requests.ask('download', { port, bytes }),
      wantedBytes: bytes,
    },
    {
      name: 'up',
      warmUp: upload,
      run: (requests, port) => requests.ask('upload', { port, bytes }),
      wantedBytes: bytes,
    },
    {
      name: 'to a slow reader',
      warmUp: download,
      run: (requests, port) => requests.ask('download', { port, ...slowly }),
      wantedBytes: slowBytes,
    },
    {
      name: 'up to a slow Monolith',
      warmUp: upload,
      async run(requests, port, slowReader) {
        await requests.ask('offer', { port, bytes: OFFERED_BYTES, forMs: seconds * 1000 });
        return slowReader.ask('readBytes');
      },
      wantedBytes: slowBytes / 2,
    },
  ];
}

async function measure(way: Way, options: RowOptions): Promise<RowResult> {
  await using started = new AsyncDisposableStack();
  const slowReader = started.use(
    startWorker<SlowReaderCommands>('slow-reader', [WARM_UP_BYTES, SLOWLY].map(String)),
  );
  const readsSlowly = way.name === 'up to a slow Monolith';
  const httpPort = await slowReader.ask('port');
  const balancer = started.use(await startBalancer(readsSlowly ? { httpPort } : {}));
  const nginx = await startNginx(readsSlowly ? httpPort : null);
  const servers = nginx === null ? [balancer] : [balancer, started.use(nginx)];
  const figures: Figure[] = [];
  let ours = NaN;
  for (const server of servers) {
    const growthMib = await growth(way, server, slowReader, options);
    if (server === balancer) ours = growthMib;
    figures.push(figureOf(`${server.name}, ${way.name}`, 'MiB of growth', [growthMib]));
  }
  return { figures, bars: [atMost(`${way.name}: ≤ ${GROWTH_MIB_MAX} MiB`, ours, GROWTH_MIB_MAX)] };
}

/** The most memory meanwhile, above what it was before, MiB. */
async function growth(way: Way, { name, pid, port }: Server, slowReader: Reader, { progress }: RowOptions) {
  await using requests = startWorker<RequestCommands>('requests');
  await way.warmUp(requests, port);
  const before = residentBytes(pid);
  const readBefore = way.name === 'up to a slow Monolith' ? await slowReader.ask('readBytes') : 0;
  const startedAt = performance.now();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, residentBytes(pid))), SAMPLE_MS);
  try {
    const got = (await way.run(requests, port, slowReader)) - readBefore;
    if (got < way.wantedBytes)
      throw new Error(`${way.name}: only ${got} of ${way.wantedBytes} bytes have come`);
    const mib = (most - before) / MiB;
    const perSecond = (got / MiB / (performance.now() - startedAt)) * 1000;
    progress(`${name}, ${way.name}: ${perSecond.toFixed(1)} MiB/s, memory grew by ${mib.toFixed(1)} MiB`);
    return mib;
  } finally {
    clearInterval(timer);
  }
}
