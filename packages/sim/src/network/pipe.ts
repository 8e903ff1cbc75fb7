/** What one end of a connection sends to the other. `tag` is what checkers know about it; nobody else looks at it. */
export interface Frame {
  readonly kind: 'syn' | 'accepted' | 'refused' | 'text' | 'ping' | 'pong' | 'close' | 'closed' | 'reset';
  readonly text: string;
  readonly code: number;
  readonly tag: unknown;
}

/** Whether whoever gets it and knows nothing of the connection says so; else two of them would tell each other for ever. */
export const isAnswered = ({ kind }: Frame): boolean => kind !== 'refused' && kind !== 'reset';

/** What systems and wires hold before a sender notices. */
const WINDOW_BYTES = 4096;
/** Of a frame besides its text. */
const OVERHEAD_BYTES = 8;

export interface PipeOptions {
  /** How long the next frame is on its way, ms. */
  readonly latencyMs: () => number;
  /** Whether nothing gets through now. */
  readonly isBlocked: () => boolean;
  readonly after: (ms: number, run: () => void) => void;
  readonly now: () => number;
  readonly deliver: (frame: Frame) => void;
}

/** One direction of a connection: in order, and late, but nothing is lost while it lives. */
export class Pipe {
  readonly #options: PipeOptions;
  #frames: { readonly frame: Frame; readonly readyAt: number; readonly bytes: number }[] = [];
  #bytes = 0;
  #lastReadyAt = 0;
  #isScheduled = false;
  #isRead = true;
  #isOver = false;

  constructor(options: PipeOptions) {
    this.#options = options;
  }

  /** Bytes that neither the other end nor the systems between have taken. */
  get unsentBytes(): number {
    return Math.max(0, this.#bytes - WINDOW_BYTES);
  }

  send(frame: Frame): void {
    if (this.#isOver) return;
    const readyAt = Math.max(this.#lastReadyAt, this.#options.now() + this.#options.latencyMs());
    this.#lastReadyAt = readyAt;
    const bytes = frame.text.length + OVERHEAD_BYTES;
    this.#bytes += bytes;
    this.#frames.push({ frame, readyAt, bytes });
    this.pump();
  }

  /** The receiver reads, or does not. */
  setRead(isRead: boolean): void {
    this.#isRead = isRead;
    this.pump();
  }

  /** What has not arrived never will. */
  drop(): void {
    this.#frames = [];
    this.#bytes = 0;
  }

  /** Nothing goes through any more. */
  end(): void {
    this.drop();
    this.#isOver = true;
  }

  /** Has the first frame delivered as soon as that can be. */
  pump(): void {
    const [first] = this.#frames;
    if (first === undefined || this.#isScheduled || !this.#isRead || this.#options.isBlocked()) return;
    this.#isScheduled = true;
    this.#options.after(first.readyAt - this.#options.now(), () => {
      this.#isScheduled = false;
      if (!this.#isRead || this.#options.isBlocked()) return;
      const due = this.#frames[0];
      if (due !== undefined && due.readyAt <= this.#options.now()) {
        this.#frames.shift();
        this.#bytes -= due.bytes;
        this.#options.deliver(due.frame);
      }
      this.pump();
    });
  }
}
