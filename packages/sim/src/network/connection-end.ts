import type { SimulatedProcess } from '../simulated-process.ts';
import { isAnswered, type Frame, type Pipe } from './pipe.ts';

/** What an end tells its socket. */
export interface EndEvents {
  opened(): void;
  text(text: string, tag: unknown): void;
  ping(): void;
  pong(): void;
  /** Once, and nothing after it. */
  closed(code: number, reason: string): void;
}

interface EndSurroundings {
  /** Whether there is anyone at the process's host to answer for it. */
  readonly isHostUp: () => boolean;
  /** Nothing more comes of it. */
  readonly closed: () => void;
}

/** A system's patience with an end that has gone. */
const CLOSE_TIMEOUT_MS = 30_000;

/** `closing`: a close frame is sent, what comes is still heard. */
type State = 'connecting' | 'open' | 'closing' | 'closed';

const READY_STATES: Readonly<Record<State, number>> = { connecting: 0, open: 1, closing: 2, closed: 3 };

const CONTROL = { text: '', code: 0, tag: null };

/** One process's end of a connection. */
export class ConnectionEnd {
  readonly process: SimulatedProcess;
  /** The host at the other end. */
  readonly peer: string;
  events: EndEvents | null = null;
  /** Where what it sends goes. */
  out: Pipe | null = null;
  /** Where what it hears comes from. */
  in: Pipe | null = null;
  readonly #surroundings: EndSurroundings;
  #state: State = 'connecting';

  constructor(process: SimulatedProcess, peer: string, surroundings: EndSurroundings) {
    this.process = process;
    this.peer = peer;
    this.#surroundings = surroundings;
  }

  get state(): State {
    return this.#state;
  }

  /** The state as sockets of the runtime have it. */
  get readyState(): number {
    return READY_STATES[this.#state];
  }

  get unsentBytes(): number {
    return this.out?.unsentBytes ?? 0;
  }

  /** Takes the connection that was asked for. */
  accept(): void {
    this.#state = 'open';
    this.#send('accepted');
  }

  refuse(): void {
    this.#send('refused');
    this.#finish();
  }

  text(text: string, tag: unknown): void {
    if (this.#state === 'open') this.out?.send({ kind: 'text', text, code: 0, tag });
  }

  ping(): void {
    if (this.#state === 'open') this.#send('ping');
  }

  /** Closes after what was sent before. */
  close(code: number, reason: string): void {
    if (this.#state === 'connecting') return this.terminate();
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.out?.send({ kind: 'close', text: reason, code, tag: null });
    this.process.after(CLOSE_TIMEOUT_MS, () => this.terminate());
  }

  /** Ends at once: what has not gone out never will. */
  terminate(): void {
    if (this.#state === 'closed') return;
    this.out?.drop();
    this.#send('reset');
    this.#close(1006, '');
  }

  /** The process is gone, and its system says so to the other end. */
  abandon(): void {
    this.out?.drop();
    this.#send('reset');
    this.#finish();
  }

  /** The host is gone, and nobody says anything. */
  vanish(): void {
    this.out?.drop();
    this.#finish();
  }

  received(frame: Frame): void {
    if (!this.process.isAlive || this.#state === 'closed') {
      if (isAnswered(frame) && this.#surroundings.isHostUp()) this.#send('reset');
      return;
    }
    this.process.input(() => this.#handle(frame));
  }

  #handle({ kind, text, code, tag }: Frame): void {
    if (this.#state === 'closed') return;
    switch (kind) {
      case 'accepted':
        this.#state = 'open';
        return this.events?.opened();
      case 'text':
        return this.events?.text(text, tag);
      case 'ping':
        this.#send('pong');
        return this.events?.ping();
      case 'pong':
        return this.events?.pong();
      case 'close':
        if (this.#state === 'open') this.#send('closed');
        return this.#close(code, text);
      case 'closed':
        return this.#close(1006, '');
      case 'refused':
      case 'reset':
        this.out?.end();
        return this.#close(1006, '');
      case 'syn':
    }
  }

  #close(code: number, reason: string): void {
    const { events } = this;
    this.#finish();
    events?.closed(code, reason);
  }

  #finish(): void {
    this.#state = 'closed';
    this.events = null;
    this.#surroundings.closed();
  }

  #send(kind: Frame['kind']): void {
    this.out?.send({ ...CONTROL, kind });
  }
}
