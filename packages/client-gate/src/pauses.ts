import type { Clock } from '@usher/kit';
import type { GatedSocket } from './gated-socket.ts';

/** Why a client is not read: its queue is full (CON-3), it sends too fast (CON-5), the link is behind (LNK-50). */
const REASONS = { pending: 1, rate: 2, link: 4 } as const;

export type PauseReason = keyof typeof REASONS;

/** Stops and resumes the reading of clients: one is read while there is no reason not to. TCP then slows it down. */
export class Pauses {
  /** Clients that are not read now, by reason. */
  readonly now: Record<PauseReason, number> = { pending: 0, rate: 0, link: 0 };
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  begin(ws: GatedSocket, reason: PauseReason): void {
    const { data } = ws;
    if (data.phase === 'closing' || (data.pauses & REASONS[reason]) !== 0) return;
    if (data.pauses === 0) {
      ws.pause();
      data.liveness.unread(this.#clock.now());
    }
    data.pauses |= REASONS[reason];
    this.now[reason]++;
  }

  end(ws: GatedSocket, reason: PauseReason): void {
    const { data } = ws;
    if ((data.pauses & REASONS[reason]) === 0) return;
    data.pauses &= ~REASONS[reason];
    this.now[reason]--;
    if (data.pauses !== 0) return;
    data.liveness.read(this.#clock.now());
    ws.resume();
  }

  endAll(ws: GatedSocket): void {
    for (const reason of Object.keys(REASONS) as PauseReason[]) this.end(ws, reason);
  }

  /** Whether there is a reason not to read it besides this one. */
  holdsBesides(ws: GatedSocket, reason: PauseReason): boolean {
    return (ws.data.pauses & ~REASONS[reason]) !== 0;
  }
}
