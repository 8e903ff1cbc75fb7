import type { Chance } from '../chance.ts';
import type { EventLog } from '../event-log.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { Timeline } from '../timeline.ts';
import { ConnectionEnd } from './connection-end.ts';
import { isAnswered, Pipe, type Frame } from './pipe.ts';

/** Somebody dials. The listener accepts or refuses `end`, now or later. */
export type Accept = (end: ConnectionEnd, dialled: Dialled) => void;

export interface Dialled {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Listener {
  readonly process: SimulatedProcess;
  readonly accept: Accept;
}

interface Connection {
  readonly near: ConnectionEnd;
  /** `null` until the other host has heard of it. */
  far: ConnectionEnd | null;
  readonly pipes: readonly [Pipe, Pipe];
}

/** Connections between hosts. Each keeps its order; between them nothing is sure. */
export class Network {
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #log: EventLog;
  readonly #listeners = new Map<string, Listener>();
  readonly #connections = new Set<Connection>();
  /** `from>to`: how many partitions are in the way. */
  readonly #blocked = new Map<string, number>();
  /** Hosts and `from>to`, by ms. */
  readonly #slow = new Map<string, number>();
  /** Hosts that answer nobody. */
  readonly #gone = new Set<string>();

  constructor(timeline: Timeline, chance: Chance, log: EventLog) {
    this.#timeline = timeline;
    this.#chance = chance;
    this.#log = log;
  }

  /** Connections that are open at either end. */
  get size(): number {
    return this.#connections.size;
  }

  listen(process: SimulatedProcess, accept: Accept): () => void {
    const listener = { process, accept };
    this.#listeners.set(process.host, listener);
    const stop = () => {
      if (this.#listeners.get(process.host) === listener) this.#listeners.delete(process.host);
    };
    process.onDeath(stop);
    return stop;
  }

  /** The near end of a new connection to whoever listens at `host`. */
  dial(process: SimulatedProcess, host: string, dialled: Dialled): ConnectionEnd {
    const newEnd = (of: SimulatedProcess, peer: string) =>
      new ConnectionEnd(of, peer, {
        isHostUp: () => !this.#gone.has(of.host),
        closed: () => this.#forgetIfOver(connection),
      });
    const near = newEnd(process, host);
    const arrived = (frame: Frame) => {
      if (connection.far !== null) return connection.far.received(frame);
      if (this.#gone.has(host) || !isAnswered(frame)) return;
      const listener = this.#listeners.get(host);
      if (frame.kind !== 'syn' || !listener?.process.isAlive) return back.send({ ...frame, kind: 'refused' });
      const far = newEnd(listener.process, process.host);
      far.out = back;
      far.in = there;
      connection.far = far;
      listener.process.input(() => listener.accept(far, dialled));
    };
    const there = this.#pipe(process.host, host, arrived);
    const back = this.#pipe(host, process.host, (frame) => near.received(frame));
    const connection: Connection = { near, far: null, pipes: [there, back] };
    near.out = there;
    near.in = back;
    this.#connections.add(connection);
    there.send({ kind: 'syn', text: '', code: 0, tag: null });
    return near;
  }

  /** Nothing gets from `from` to `to` until the returned function is called. */
  block(from: string, to: string): () => void {
    const key = `${from}>${to}`;
    this.#blocked.set(key, (this.#blocked.get(key) ?? 0) + 1);
    this.#log.note('net', `nothing gets from ${from} to ${to}`);
    return () => {
      const left = (this.#blocked.get(key) ?? 1) - 1;
      if (left > 0) this.#blocked.set(key, left);
      else this.#blocked.delete(key);
      this.#log.note('net', `${from} reaches ${to} again`);
      this.#pumpAll();
    };
  }

  /** What goes to or from `host` takes so much longer until the returned function is called. */
  slowDown(host: string, byMs: number): () => void {
    this.#slow.set(host, byMs);
    this.#log.note('net', `${host} is ${Math.round(byMs)} ms further away`);
    return () => this.#slow.delete(host);
  }

  /** As `slowDown`, of that one way. */
  slowDownWay(from: string, to: string, byMs: number): () => void {
    return this.slowDown(`${from}>${to}`, byMs);
  }

  /** Breaks a connection between two hosts; only one end may notice. */
  breakOne(one: string, other: string, chance: Chance): void {
    const between = [...this.#connections].filter(({ near }) => {
      const hosts = new Set([near.process.host, near.peer]);
      return hosts.has(one) && hosts.has(other);
    });
    if (between.length === 0) return;
    const { near, far, pipes } = chance.of(between);
    const ends = far === null ? [near] : [near, far];
    const noticing = chance.happens(0.5) ? ends : [chance.of(ends)];
    this.#log.note(
      'net',
      `a connection between ${one} and ${other} breaks, ${noticing.length} end(s) notice`,
    );
    for (const end of noticing) end.process.input(() => end.terminate());
    for (const pipe of pipes) pipe.drop(); // whoever has not noticed does when it next says something
  }

  /** Of what is open between `host` and others, nothing gets through any more, and nobody is told. What it dials from now on is another matter. */
  vanish(host: string): void {
    for (const { near, far, pipes } of this.#connections)
      if (near.process.host === host && near.state === 'open' && far !== null)
        for (const pipe of pipes) pipe.end();
  }

  /** A process has died. `isHostGone`: nobody tells those who were connected to it. */
  died(process: SimulatedProcess, isHostGone: boolean): void {
    if (isHostGone) this.#gone.add(process.host);
    for (const { near, far } of [...this.#connections])
      for (const end of [near, far]) {
        if (end?.process !== process) continue;
        if (isHostGone) end.vanish();
        else end.abandon();
      }
  }

  /** There is a host again where one was lost. */
  hostIsBack(host: string): void {
    this.#gone.delete(host);
  }

  #pipe(from: string, to: string, deliver: (frame: Frame) => void): Pipe {
    const key = `${from}>${to}`;
    const usualMs = this.#chance.between(0.2, 12);
    return new Pipe({
      latencyMs: () =>
        [from, to, key].reduce(
          (ms, slow) => ms + (this.#slow.get(slow) ?? 0),
          usualMs * this.#chance.between(0.8, 1.5),
        ),
      isBlocked: () => this.#blocked.has(key),
      after: (ms, run) => void this.#timeline.after(ms, run),
      now: () => this.#timeline.now,
      deliver: (frame) => {
        this.#log.mix(to, `${frame.kind} ${frame.text}`);
        deliver(frame);
      },
    });
  }

  #pumpAll(): void {
    for (const { pipes } of this.#connections) for (const pipe of pipes) pipe.pump();
  }

  #forgetIfOver(connection: Connection): void {
    const { near, far } = connection;
    if (isOver(near) && (far === null || isOver(far))) this.#connections.delete(connection);
  }
}

const isOver = ({ state, process }: ConnectionEnd): boolean => state === 'closed' || !process.isAlive;
