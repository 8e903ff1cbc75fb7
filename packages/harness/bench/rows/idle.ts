import { atMost } from '../../src/measuring/bar.ts';
import { residentBytes } from '../../src/measuring/process-usage.ts';
import { cpuPerUnit } from '../cpu-per-unit.ts';
import { startNginx } from '../nginx.ts';
import { figureOf, type Figure, type Row, type RowOptions } from '../row.ts';
import { startBalancer, startFloor } from '../servers.ts';
import { withClients, type Server } from '../stand.ts';

const CLIENTS = 10_000;
/** nginx has two sockets for each, of as many as a process may usually open. */
const NGINX_CLIENTS = CLIENTS / 2;
const WATCH_MS = 5000;

interface Idle {
  readonly kibPerClient: number;
  readonly megabytes: number;
  readonly figures: readonly Figure[];
}

/** Many clients that have joined and say nothing (PRF-2). */
export const idle: Row = {
  name: 'idle',
  what: '10,000 idle clients in rooms of 20 (5,000 at nginx)',
  async run(options) {
    const ours = await measure(await startBalancer(), CLIENTS, options);
    const floor = await measure(await startFloor(), CLIENTS, options);
    const nginx = await startNginx();
    const peer = nginx === null ? [] : (await measure(nginx, NGINX_CLIENTS, options)).figures;
    return {
      figures: [...ours.figures, ...floor.figures, ...peer],
      bars: [
        atMost('KiB per client ≤ 12', ours.kibPerClient, 12),
        atMost('MB in all ≤ 200', ours.megabytes, 200),
      ],
    };
  },
};

async function measure(server: Server, clients: number, { progress }: RowOptions): Promise<Idle> {
  const { name, pid } = server;
  const before = residentBytes(pid);
  await using stand = await withClients(server, clients, 20);
  progress(`${name}: ${stand.clientCount} clients have joined`);
  const cpu = await cpuPerUnit(pid, async () => {
    await Bun.sleep(WATCH_MS);
    return WATCH_MS / 1000;
  });
  const after = residentBytes(pid);
  const [kibPerClient, megabytes] = [(after - before) / 1024 / clients, after / 1e6];
  return {
    kibPerClient,
    megabytes,
    figures: [
      figureOf(name, 'KiB per client', [kibPerClient]),
      figureOf(name, 'MB in all', [megabytes]),
      figureOf(name, '% of a core while idle', [cpu / 1e4]),
    ],
  };
}
