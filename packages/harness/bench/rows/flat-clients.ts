import { figuresOf, interleaved, ratioBar } from '../interleaved.ts';
import { relayCost } from '../loads.ts';
import type { Row } from '../row.ts';
import { startBalancer } from '../servers.ts';
import { withClients } from '../stand.ts';

const UNIT = 'µs per message';
const CLIENTS = [100, 1000, 10_000];

/** A message costs the same, however many clients there are (PRF-3). */
export const flatClients: Row = {
  name: 'flat-clients',
  what: '12,000 messages in a second from 100, 1,000 and 10,000 clients',
  async run(options) {
    await using started = new AsyncDisposableStack();
    const load = { perSecond: 12_000, forMs: options.isQuick ? 1000 : 2000, burst: 1 };
    const subjects = [];
    for (const count of CLIENTS) {
      const stand = started.use(await withClients(await startBalancer(), count, 20));
      subjects.push({ name: `${count} clients`, measure: () => relayCost(stand, load) });
    }
    const series = await interleaved(subjects, options, UNIT);
    const ratio = (count: number) => ratioBar(series, `${count} clients`, '100 clients', 1.3);
    return { figures: figuresOf(series, UNIT), bars: [ratio(1000), ratio(10_000)] };
  },
};
