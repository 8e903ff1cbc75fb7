import { atMost } from '../../src/measuring/bar.ts';
import { residentBytes } from '../../src/measuring/process-usage.ts';
import { cpuPerUnit } from '../cpu-per-unit.ts';
import { figureOf, type Row } from '../row.ts';
import { startBalancer } from '../servers.ts';
import { withClients } from '../stand.ts';

const CLIENTS = 10_000;
const WATCH_MS = 5000;

/** Many clients that have joined and say nothing (PRF-2). */
export const idle: Row = {
  name: 'idle',
  what: '10,000 idle clients in rooms of 20',
  async run({ progress }) {
    const server = await startBalancer();
    const before = residentBytes(server.pid);
    await using stand = await withClients(server, CLIENTS, 20);
    progress(`${stand.clientCount} clients have joined`);
    const cpu = await cpuPerUnit(server.pid, async () => {
      await Bun.sleep(WATCH_MS);
      return WATCH_MS / 1000;
    });
    const after = residentBytes(server.pid);
    const kibPerClient = (after - before) / 1024 / CLIENTS;
    return {
      figures: [
        figureOf('balancer', 'KiB per client', [kibPerClient]),
        figureOf('balancer', 'MB in all', [after / 1e6]),
        figureOf('balancer', '% of a core while idle', [cpu / 1e4]),
      ],
      bars: [atMost('KiB per client ≤ 12', kibPerClient, 12), atMost('MB in all ≤ 200', after / 1e6, 200)],
    };
  },
};
