import { describe } from 'bun:test';
import type { SiteConfigInput } from '@usher/cli/site-schema';
import { conformance, rateLimitConformance, type RunningCandidate } from '../src/conformance/conformance.ts';
import { remoteCandidate } from '../src/conformance/remote-candidate.ts';
import {
  mayMakeNetworks,
  requireTool,
  startSite,
  startTwoMachines,
  TEST_KEYS,
  type SiteProcesses,
} from '../src/index.ts';
import { PostgresServer, RedisServer } from '../src/servers/index.ts';

const UNLOAD_AFTER_MS = 3000;
const RATE_POINTS = 600;
const TWO_BEHIND_ONE = { monoliths: 2, balancers: 1 };

/** All cases come from one address. */
const limits = { clients_per_ip: 1000 };
const CONFIG = {
  monolith: { unload_after: `${UNLOAD_AFTER_MS}ms`, limits },
  balancer: { limits },
} as const satisfies SiteConfigInput;

const direct = { apiKey: TEST_KEYS.api, unloadAfterMs: UNLOAD_AFTER_MS, isBalanced: false };
const balanced = { ...direct, isBalanced: true };

const site = process.env['CONFORMANCE_SITE'];
if (site === undefined) conformanceOfOwnSites();
else conformance(await remoteCandidate(site, process.env['CONFORMANCE_API_KEY'] ?? null));

function conformanceOfOwnSites(): void {
  conformance({
    what: 'a Monolith by itself',
    ...direct,
    start: async () => running(await startSite({ monoliths: 1, balancers: 0 }, CONFIG)),
  });

  conformance({
    what: 'a Balancer with two Monoliths',
    ...balanced,
    start: async () => running(await startSite(TWO_BEHIND_ONE, CONFIG)),
  });

  const areServersThere = requireTool('redis-server').available && requireTool('postgres').available;
  describe.skipIf(!areServersThere)('with Redis and PostgreSQL', () => {
    conformance({
      what: 'a Balancer with two Monoliths that share nothing else',
      ...balanced,
      start: startWithServers,
    });
  });

  describe.skipIf(!areServersThere || !mayMakeNetworks())('on several machines', () => {
    conformance({
      what: 'a Balancer with Monoliths on two machines',
      ...balanced,
      start: () => startTwoMachines(CONFIG),
    });
  });

  rateLimitConformance(
    {
      what: 'a Balancer with two Monoliths that count points',
      ...balanced,
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
