import { describe } from 'bun:test';
import { conformance, rateLimitConformance, type RunningCandidate } from '../src/conformance/conformance.ts';
import { remoteCandidate } from '../src/conformance/remote-candidate.ts';
import { requireTool, startSite, type SiteProcesses } from '../src/index.ts';
import { PostgresServer, RedisServer } from '../src/servers/index.ts';
import { BALANCED, CONFIG, DIRECT } from './conformance-sites.ts';

const RATE_POINTS = 600;
const TWO_BEHIND_ONE = { monoliths: 2, balancers: 1 };

const site = process.env['CONFORMANCE_SITE'];
if (site === undefined) conformanceOfOwnSites();
else conformance(await remoteCandidate(site, process.env['CONFORMANCE_API_KEY'] ?? null));

function conformanceOfOwnSites(): void {
  conformance({
    what: 'a Monolith by itself',
    ...DIRECT,
    start: async () => running(await startSite({ monoliths: 1, balancers: 0 }, CONFIG)),
  });

  conformance({
    what: 'a Balancer with two Monoliths',
    ...BALANCED,
    start: async () => running(await startSite(TWO_BEHIND_ONE, CONFIG)),
  });

  const areServersThere = requireTool('redis-server').available && requireTool('postgres').available;
  describe.skipIf(!areServersThere)('with Redis and PostgreSQL', () => {
    conformance({
      what: 'a Balancer with two Monoliths that share nothing else',
      ...BALANCED,
      start: startWithServers,
    });
  });

  rateLimitConformance(
    {
      what: 'a Balancer with two Monoliths that count points',
      ...BALANCED,
      start: async () => running(await startSite(TWO_BEHIND_ONE, { monolith: { rate_limit: RATE_POINTS } })),
    },
    RATE_POINTS,
  );
}

/** Each Monolith has a data directory of its own, as on a machine of its own. */
async function startWithServers(): Promise<RunningCandidate> {
  await using starting = new AsyncDisposableStack();
  const [redis, postgres] = await Promise.all([RedisServer.start(), PostgresServer.start()]);
  starting.use(redis);
  starting.use(postgres);
  const stores = { data_dir: './data', live_state: redis.url, database: await postgres.createDatabase() };
  const config = { ...CONFIG, monolith: { ...CONFIG.monolith, ...stores } };
  const { origin } = running(starting.use(await startSite(TWO_BEHIND_ONE, config)));
  const started = starting.move();
  return { origin, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

function running(processes: SiteProcesses): RunningCandidate {
  const port = processes.balancers[0]?.ports.port ?? processes.monoliths[0]?.ports.httpPort;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => processes[Symbol.asyncDispose](),
  };
}
