import {
  CloseCode,
  videoKey,
  type ClientMessage,
  type PlayerStatus,
  type RoomRequest,
  type ServerMessage,
} from '@usher/protocol';
import type { Cancel, Clock, Random, Timers } from '@usher/kit';
import { ClockSync } from './core/clock-sync.ts';
import { connectionDeadline, stepConnection } from './core/connection.ts';
import type { ConnectionEffect, ConnectionInput, ConnectionState } from './core/connection.ts';
import { isFullSync, readServerMessage } from './core/read-message.ts';
import { EMPTY_VIEW, updateView, type RoomView } from './core/room-view.ts';
import { systemClock, systemTimers } from './real-time.ts';
import { RoomSocket, type OpenSocket } from './room-socket.ts';
import { SiteApi } from './site-api.ts';

export interface RoomClientOptions {
  /** The site's address with its base path: `https://usher.example`. */
  readonly site: string;
  readonly room: string;
  /** A session's token, if there is one already; else the site is asked for one. */
  readonly token?: string | null;
  /** A new token, to be kept for the next time. */
  readonly onToken?: (token: string) => void;
  readonly clock?: Clock;
  readonly timers?: Timers;
  readonly random?: Random;
  readonly openSocket?: OpenSocket;
  readonly grantToken?: (signal: AbortSignal) => Promise<string>;
}

/** The Balancer may keep us waiting for a Monolith in silence; beyond that nobody is there (CON-4). */
const SILENCE_MAX_MS = 45_000;

/** One client in one room: connects, authenticates, comes back after every loss, and knows the room's state. */
export class RoomClient {
  readonly #options: RoomClientOptions;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #random: Random;
  readonly #serverClock = new ClockSync();
  readonly #listeners = new Set<() => void>();
  readonly #messageListeners = new Set<(message: ServerMessage) => void>();
  #connection: ConnectionState = { state: 'idle' };
  #view: RoomView = EMPTY_VIEW;
  #status: PlayerStatus = 'none';
  /** The item that the status was told of: of the next one the room wants to hear anew (WEB-6). */
  #reportedOn: string | null = null;
  #socket: RoomSocket | null = null;
  #grant: AbortController | null = null;
  #cancelTimer: Cancel = () => {};
  #unreadable = 0;

  constructor(options: RoomClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#timers = options.timers ?? systemTimers;
    this.#random = options.random ?? Math.random;
  }

  /** The connection's state; a new object with every change. */
  get connection(): ConnectionState {
    return this.#connection;
  }

  /** The room as we know it; a new object with every change. It stays while the connection is lost. */
  get view(): RoomView {
    return this.#view;
  }

  /** Server time minus ours in ms, as well as it is known. */
  get clockOffsetMs(): number {
    return this.#serverClock.offsetMs ?? 0;
  }

  /** Frames that no server of ours should have sent. */
  get unreadableFrames(): number {
    return this.#unreadable;
  }

  /** Calls `listener` after every change of `connection` or `view`. Returns its removal. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` with every message, from the first full `sync` of each connection on. Returns its removal. */
  onMessage(listener: (message: ServerMessage) => void): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  start(): void {
    this.#input({ kind: 'start', token: this.#options.token ?? null });
  }

  /** Leaves the room. `start` enters it again. */
  stop(): void {
    this.#input({ kind: 'stop' });
  }

  /** Reconnects now if the next attempt is being waited for. */
  retryNow(): void {
    this.#input({ kind: 'retry' });
  }

  /** Measures the server's clock anew, after sleep or a hidden tab (WEB-2). */
  measureClock(): void {
    if (this.#connection.state !== 'open' || this.#view.clockId === null) return;
    this.#serverClock.restart(this.#clock.now());
    this.#wake();
  }

  /** Sends a room request. `false` when there is no room to send it to right now: nothing is kept for later. */
  send(request: RoomRequest): boolean {
    return this.#say({ action: 'req', request });
  }

  /** Tells the room how our player does with the current item; repeated after a reconnect (MSG-24). */
  reportStatus(status: PlayerStatus): void {
    const { room } = this.#view;
    const video = room === null || room.currentSource === null ? null : videoKey(room.currentSource);
    if (status === this.#status && video === this.#reportedOn) return;
    this.#status = status;
    this.#reportedOn = video;
    this.#say({ action: 'status', status });
  }

  /** Tells the rooms of this session that its name, or its account, has changed over HTTP (MSG-24). */
  announceUser(): void {
    this.#say({ action: 'notify', message: 'usernameChanged' });
  }

  #say(message: ClientMessage): boolean {
    if (this.#connection.state !== 'open') return false;
    return this.#socket?.send(JSON.stringify(message)) ?? false;
  }

  #input(input: ConnectionInput): void {
    const before = this.#connection;
    const { next, effects } = stepConnection(before, input, {
      now: this.#clock.now(),
      random: this.#random(),
    });
    this.#connection = next;
    for (const effect of effects) this.#run(effect);
    if (next.state !== 'open') this.#serverClock.stop();
    this.#arm();
    if (next !== before) this.#notify();
  }

  #run(effect: ConnectionEffect): void {
    switch (effect.kind) {
      case 'fetch-token':
        void this.#fetchToken();
        break;
      case 'connect':
        this.#openSocket();
        break;
      case 'authenticate':
        this.#socket?.send(JSON.stringify({ action: 'auth', token: effect.token }));
        break;
      case 'deliver':
        this.#deliver(effect.message);
        break;
      case 'abandon':
        this.#socket?.abandon(CloseCode.Normal);
        this.#socket = null;
        this.#grant?.abort();
        this.#grant = null;
        break;
    }
  }

  async #fetchToken(): Promise<void> {
    const grant = new AbortController();
    this.#grant = grant;
    const { site, grantToken = (signal) => new SiteApi(site).grantToken(null, signal) } = this.#options;
    const token = await grantToken(grant.signal).catch(() => null);
    if (this.#grant !== grant) return;
    this.#grant = null;
    if (token !== null) this.#options.onToken?.(token);
    this.#input(token === null ? { kind: 'token-failed' } : { kind: 'token', token });
  }

  #openSocket(): void {
    const { site, room, openSocket } = this.#options;
    const url = `${site.replace(/^http/, 'ws').replace(/\/+$/, '')}/api/room/${encodeURIComponent(room)}`;
    this.#socket = new RoomSocket(url, openSocket, {
      opened: () => this.#input({ kind: 'opened' }),
      received: (text) => this.#receive(text),
      closed: (code, reason) => this.#input({ kind: 'closed', code, reason }),
    });
  }

  #receive(text: string): void {
    const message = readServerMessage(text);
    if (message === null) this.#unreadable += 1;
    else this.#input({ kind: 'message', message });
  }

  #deliver(message: ServerMessage): void {
    const now = this.#clock.now();
    if (message.action === 'clock') this.#serverClock.answer(message, now);
    if (message.action === 'sync' && message.serverTime !== undefined)
      this.#serverClock.hint(message.serverTime, now);
    const before = this.#view;
    this.#view = updateView(before, message, now);
    if (isFullSync(message)) this.#afterFullSync(now);
    for (const listener of this.#messageListeners) listener(message);
    if (this.#view !== before) this.#notify();
  }

  /** A new connection, or a room that moved under an old one (CON-4). */
  #afterFullSync(now: number): void {
    // WEB-5: perhaps it is another Monolith's clock. One that does not say whose it is does not answer either.
    if (this.#view.clockId === null) this.#serverClock.stop();
    else this.#serverClock.restart(now);
    if (this.#status !== 'none') this.#say({ action: 'status', status: this.#status });
  }

  /** One timer, for whatever comes first. */
  #arm(): void {
    this.#cancelTimer();
    const deadlines = [connectionDeadline(this.#connection), this.#serverClock.deadlineMs()];
    const next = Math.min(...deadlines.map((deadline) => deadline ?? Infinity));
    this.#cancelTimer =
      next === Infinity ? () => {} : this.#timers.after(next - this.#clock.now(), () => this.#wake());
  }

  #wake(): void {
    const now = this.#clock.now();
    const t0 = this.#serverClock.ask(now);
    if (t0 !== null) this.#say({ action: 'clock', t0 });
    this.#input(this.#serverClock.silentMs(now) > SILENCE_MAX_MS ? { kind: 'silent' } : { kind: 'tick' });
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
