import { cpuPerUnit } from '../cpu-per-unit.ts';
import { figuresOf, interleaved, nginxBar } from '../interleaved.ts';
import { startNginx } from '../nginx.ts';
import type { RequestCommands } from '../processes/requests.ts';
import type { Row } from '../row.ts';
import { startBalancer, startHttpFloor } from '../servers.ts';
import { startWorker } from '../start-worker.ts';

const UNIT = 'µs per request';

/** Small requests through the proxy (PRF-2). */
export const http: Row = {
  name: 'http',
  what: '1 KiB responses, 1,000 requests in a second over connections that are kept',
  async run(options) {
    await using started = new AsyncDisposableStack();
    const subjects = [];
    for (const start of [() => startBalancer(), () => startNginx(), startHttpFloor]) {
      const server = await start();
      if (server === null) continue;
      const { name, pid, port } = started.use(server);
      const requests = started.use(startWorker<RequestCommands>('requests'));
      const url = `http://127.0.0.1:${port}/api/kib`;
      const pace = { perSecond: 1000, forMs: options.isQuick ? 1000 : 2000 };
      subjects.push({ name, measure: () => cpuPerUnit(pid, () => requests.ask('get', { url, ...pace })) });
    }
    const series = await interleaved(subjects, options, UNIT);
    return { figures: figuresOf(series, UNIT), bars: [nginxBar(series, 2.2)] };
  },
};
