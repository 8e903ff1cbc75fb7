import { until } from '@usher/kit/testing';
import { frame, RawSocket } from '../../src/fakes/index.ts';
import type { Order, Report } from './innocents.ts';

/** A thread of its own: what the attack costs the test does not count. */
declare const self: Worker;

/** One of them asks every so often, in turn: each of them more seldom than is too often (CON-5). */
const PERIOD_MS = 1;
/** Between two newcomers. */
const PAUSE_MS = 100;

/** Somebody who asks the time over and over, and notes how long each answer takes. */
class Innocent {
  readonly #ws: WebSocket;
  #sent = 0;
  readonly #askedAt = new Map<number, number>();
  readonly #answered: (ms: number) => void;

  constructor(url: string, token: string, told: { answered: (ms: number) => void; closed: string[] }) {
    this.#answered = told.answered;
    this.#ws = new WebSocket(url);
    this.#ws.addEventListener('open', () => this.#ws.send(JSON.stringify({ action: 'auth', token })));
    this.#ws.addEventListener('message', ({ data }) => this.#heard(String(data)));
    this.#ws.addEventListener('close', ({ code, reason }) => told.closed.push(`${url} ${code} ${reason}`));
  }

  ask(): void {
    if (this.#ws.readyState !== WebSocket.OPEN) return;
    const t0 = ++this.#sent;
    this.#askedAt.set(t0, performance.now());
    this.#ws.send(JSON.stringify({ action: 'clock', t0 }));
  }

  /** How long the oldest question has been waiting for its answer. */
  waitingMs(now: number): number {
    const [oldest = now] = this.#askedAt.values();
    return now - oldest;
  }

  #heard(text: string): void {
    const { action, t0 } = JSON.parse(text) as { action: string; t0?: number };
    if (action === 'chat') strange++; // nobody says anything in their room
    const at = action === 'clock' && t0 !== undefined ? this.#askedAt.get(t0) : undefined;
    if (t0 === undefined || at === undefined) return;
    // Nobody is answered before they have joined (CON-3); from then on all are, in order.
    for (const asked of this.#askedAt.keys()) if (asked <= t0) this.#askedAt.delete(asked);
    this.#answered(performance.now() - at);
  }
}

/** What the people of one place have noticed since the last report. */
class Place {
  samples: number[] = [];
  joins: number[] = [];
  readonly people: readonly Innocent[];
  /** When the newcomer who is on the way set out. */
  #setOutAt: number | null = null;

  constructor({ url, people }: Order['places'][string], token: string) {
    const told = { answered: (ms: number) => void this.samples.push(ms), closed };
    this.people = Array.from({ length: people }, () => new Innocent(url, token, told));
  }

  /** One after the other joins, and leaves again. */
  async welcome({ port, path, from }: NonNullable<Order['places'][string]['newcomers']>, auth: string) {
    for (;;) {
      this.#setOutAt = performance.now();
      try {
        using raw = await RawSocket.connect(port, from);
        raw.write(RawSocket.handshake(path));
        await until('it is open', () => raw.text.includes('\r\n\r\n'));
        raw.write(frame({ head: 0x81, payload: auth }));
        await until('it has joined', () => raw.text.includes('"action":"you"'));
        this.joins.push(performance.now() - this.#setOutAt);
      } catch {
        this.joins.push(Infinity);
      }
      this.#setOutAt = null;
      await Bun.sleep(PAUSE_MS);
    }
  }

  report(now: number): Report['places'][string] {
    const { samples, joins } = this;
    [this.samples, this.joins] = [[], []];
    const waitingMs = Math.max(0, ...this.people.map((each) => each.waitingMs(now)));
    return { samples, joins, waitingMs, joiningMs: this.#setOutAt === null ? 0 : now - this.#setOutAt };
  }
}

const places = new Map<string, Place>();
const closed: string[] = [];
let strange = 0;

self.addEventListener('message', ({ data }: MessageEvent<Order | 'report'>) => {
  if (data !== 'report') return begin(data);
  const now = performance.now();
  const reports = [...places].map(([name, place]) => [name, place.report(now)] as const);
  self.postMessage({ places: Object.fromEntries(reports), closed, strange } satisfies Report);
});

function begin(order: Order): void {
  const auth = JSON.stringify({ action: 'auth', token: order.token });
  for (const [name, place] of Object.entries(order.places)) {
    const there = new Place(place, order.token);
    places.set(name, there);
    if (place.newcomers !== null) void there.welcome(place.newcomers, auth);
  }
  const all = [...places.values()];
  let turn = 0;
  setInterval(() => {
    const people = all[turn % all.length]?.people ?? [];
    people[Math.floor(turn / all.length) % people.length]?.ask();
    turn++;
  }, PERIOD_MS);
}
