import { startRole, TEST_KEYS } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { round } from '@usher/harness/measuring';
import { percentile, until } from '@usher/kit/testing';
import { EchoMonolith } from './echo-monolith.ts';

/**
 * What innocent clients notice when a client, or another Monolith, does not read (LNK-50, LNK-51): round trips of their messages, calm and
 * then with each of both, with the same load in all phases. Bar: p99 within twice the calm one.
 */
const PHASE_MS = Number(process.env['PHASE_MS'] ?? 8_000);
const INNOCENTS = 100;
const PING_EVERY_MS = 100;
const BROADCAST = { room: 'noisy', message: { text: 'x'.repeat(16 * 1024) } };
const BROADCAST_EVERY_MS = 5;
const TALKERS = 10;
const TALK = JSON.stringify({ text: 'x'.repeat(32 * 1024) });
const TALK_EVERY_MS = 100;

type Row = Record<'round trips' | 'p50 ms' | 'p99 ms' | 'p99 ratio', number> & { phase: string };

const monoliths = [1, 2].map(() => new EchoMonolith({ token: TEST_KEYS.link }));
await using balancer = await startRole('balancer', {
  link: { auth: 'static', secrets: [TEST_KEYS.link] },
  balancer: {
    placement: 'least-rooms',
    discovery: [{ method: 'static', monoliths: monoliths.map(({ address }) => address) }],
    limits: { clients_per_ip: 1000 },
  },
});
await until('both links are there', () => monoliths.every(({ connections }) => connections === 1));

const { port } = balancer.ports;
const url = (room: string) => `ws://127.0.0.1:${port}/api/room/${room}`;

/** Joins, and says which Monolith has the room. */
async function join(room: string): Promise<{ client: TestClient; at: EchoMonolith }> {
  const before = monoliths.map(({ joinCount }) => joinCount);
  const client = await TestClient.join(port, room);
  const at = await until('it has joined', () =>
    monoliths.find(({ joinCount }, index) => joinCount > (before[index] ?? 0)),
  );
  return { client, at };
}

const { client: listener, at: noisy } = await join('noisy');
const { client: firstTalker, at: slow } = await join('talkers');
const talkers = [firstTalker];
while (talkers.length < TALKERS) talkers.push((await join('talkers')).client);
const innocents = await Promise.all(
  Array.from({ length: INNOCENTS }, async () => {
    const ws = new WebSocket(url('noisy').replace('noisy', 'quiet'));
    await new Promise((resolve) => ws.addEventListener('open', resolve, { once: true }));
    ws.send('{"action":"auth","token":"t"}');
    return ws;
  }),
);
await until(
  'the innocent ones have joined',
  () => noisy.joinCount + slow.joinCount === INNOCENTS + TALKERS + 1,
);

let samples: number[] = [];
for (const ws of innocents)
  ws.addEventListener('message', ({ data }) => {
    const { at } = JSON.parse(String(data)) as { at: number };
    samples.push(performance.now() - at);
  });
const load = [
  ...innocents.map((ws, index) =>
    everyFrom(index, PING_EVERY_MS, () => ws.send(JSON.stringify({ action: 'ping', at: performance.now() }))),
  ),
  everyFrom(0, BROADCAST_EVERY_MS, () => noisy.send(JSON.stringify(BROADCAST))),
  ...talkers.map((client, index) => everyFrom(index * 7, TALK_EVERY_MS, () => client.send(TALK))),
];

const calm = await phase('calm', null);
let stalled = await stall();
let isReplacing = false;
const replacing = setInterval(() => void replaceStalled(), 50);
const withClient = await phase('a stalled client', calm);
clearInterval(replacing);
stalled.terminate();
await Bun.sleep(500);
slow.pause();
const withMonolith = await phase('a stalled Monolith', calm);
const congested = await metric('usher_balancer_links_congested');
slow.resume();

console.table([calm, withClient, withMonolith]);
const slowConsumers = await metric('usher_balancer_slow_consumers_total\\{[^}]*\\}');
console.log(
  `${slowConsumers} stalled clients cut off; the stalled Monolith's link was${congested > 0 ? '' : ' NOT'} congested`,
);
for (const stop of load) stop();
for (const ws of innocents) ws.terminate();
for (const client of [...talkers, listener]) client.terminate();
const worst = Math.max(withClient['p99 ratio'], withMonolith['p99 ratio']);
await balancer.kill();
process.exit(worst <= 2 && congested > 0 ? 0 : 1);

async function phase(name: string, base: Row | null): Promise<Row> {
  await Bun.sleep(1000);
  samples = [];
  await Bun.sleep(PHASE_MS);
  const taken = samples;
  const at = (share: number) => round(percentile(taken, share), 3);
  const p99 = at(0.99);
  return {
    phase: name,
    'round trips': taken.length,
    'p50 ms': at(0.5),
    'p99 ms': p99,
    'p99 ratio': round(p99 / (base?.['p99 ms'] ?? p99)),
  };
}

/** A client in the noisy room that reads nothing. */
async function stall(): Promise<TestClient> {
  const client = await TestClient.join(port, 'noisy');
  client.pause();
  return client;
}

/** As soon as one is cut off, the next one takes its place. */
async function replaceStalled(): Promise<void> {
  if (stalled.closed === null || isReplacing) return;
  isReplacing = true;
  stalled = await stall();
  isReplacing = false;
}

async function metric(pattern: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${balancer.ports.operatorPort}/metrics`)).text();
  return [...text.matchAll(new RegExp(`^${pattern} (\\d+)$`, 'gm'))].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
}

/** Calls at once every `ms`, beginning after `delayMs`; gives what stops it. */
function everyFrom(delayMs: number, ms: number, run: () => void): () => void {
  let timer: Timer;
  const start = setTimeout(() => {
    timer = setInterval(run, ms);
  }, delayMs);
  return () => {
    clearTimeout(start);
    clearInterval(timer);
  };
}
