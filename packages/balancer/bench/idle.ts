import { readFileSync } from 'node:fs';
import { startRole, TEST_KEYS } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { EchoMonolith } from './echo-monolith.ts';
import { percentile, report, round } from './figures.ts';

/** What idle joined clients cost one Balancer (PRF-2): at most 12 KiB each, and 200 MB in all for 10,000. */
const CLIENTS = Number(process.env['CLIENTS'] ?? 10_000);
const PROCESSES = 4;
const WATCH_MS = 5_000;
const BARS = { kibPerClient: 12, megabytes: 200 };

const monolith = new EchoMonolith({ token: TEST_KEYS.link });
await using balancer = await startRole('balancer', {
  link: { auth: 'static', secrets: [TEST_KEYS.link] },
  balancer: {
    discovery: [{ method: 'static', monoliths: [monolith.address] }],
    limits: { clients_per_ip: CLIENTS, handshakes_per_second: CLIENTS },
  },
});
await until('the link is there', () => monolith.connections === 1);
await Bun.sleep(1000);
const before = rss();
const startedAt = performance.now();
const generators = Array.from({ length: PROCESSES }, (_, n) =>
  Bun.spawn(
    [
      process.execPath,
      `${import.meta.dir}/idle-clients.ts`,
      `${balancer.ports.port}`,
      `${CLIENTS / PROCESSES}`,
      `g${n}`,
    ],
    {
      stdio: ['pipe', 'inherit', 'inherit'],
    },
  ),
);
await until('all have joined', () => monolith.joinCount === CLIENTS, 60_000);
const seconds = (performance.now() - startedAt) / 1000;
const cpuBefore = cpuSeconds();
const lag = await answerTimes(WATCH_MS);
const cpu = (cpuSeconds() - cpuBefore) / (WATCH_MS / 1000);
const after = rss();

const kibPerClient = (after - before) / 1024 / CLIENTS;
const megabytes = after / 1e6;
report([
  {
    clients: CLIENTS,
    'joins/s': round(CLIENTS / seconds, 0),
    'RSS before, MB': round(before / 1e6, 1),
    'RSS, MB': round(megabytes, 1),
    'KiB per client': round(kibPerClient),
    'CPU idle, %': round(cpu * 100),
    'p99 answer of /healthz, ms': round(percentile(lag, 0.99)),
    'longest, ms': round(percentile(lag, 1)),
  },
]);
for (const generator of generators) generator.kill();
await balancer.kill();
process.exit(kibPerClient <= BARS.kibPerClient && megabytes <= BARS.megabytes ? 0 : 1);

function rss(): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${balancer.pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}

/** User and system time of the Balancer so far. */
function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${balancer.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** How long the event loop keeps a trivial request waiting. */
async function answerTimes(forMs: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    const at = performance.now();
    await (await fetch(`http://127.0.0.1:${balancer.ports.operatorPort}/healthz`)).text();
    times.push(performance.now() - at);
    await Bun.sleep(5);
  }
  return times;
}
