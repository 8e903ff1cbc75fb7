import type { Clock } from '@usher/kit';
import type { LinkFigures } from '@usher/protocol/operators';
import type { LinkSocket } from './link-socket/link-socket.ts';

/** Measures a link for those who watch it (WEB-20). */
export class LinkMeter {
  readonly #clock: Clock;
  #sent = 0;
  #received = 0;
  #pingedAt: number | null = null;
  #roundTripMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get reading(): Pick<LinkFigures, 'sent' | 'received' | 'roundTripMs'> {
    return { sent: this.#sent, received: this.#received, roundTripMs: this.#roundTripMs };
  }

  sent(): void {
    this.#sent++;
  }

  received(): void {
    this.#received++;
  }

  /** Measures the way there and back, unless that is being done. */
  ping(ws: Pick<LinkSocket, 'ping'>): void {
    if (this.#pingedAt !== null) return;
    this.#pingedAt = this.#clock.now();
    ws.ping();
  }

  ponged(): void {
    if (this.#pingedAt !== null) this.#roundTripMs = this.#clock.now() - this.#pingedAt;
    this.#pingedAt = null;
  }

  /** The connection is over; what was counted stays. */
  reset(): void {
    this.#pingedAt = null;
    this.#roundTripMs = null;
  }
}
