import type { Client, Switchboard } from '@usher/balancer/parts';
import { LIMITS, type ClientId } from '@usher/protocol';
import { Violation } from './violation.ts';

/** A Balancer that has just woken up has had no time to look at its deadlines. */
const GRACE_MS = 1500;
/** One that reads too slowly is seen to do so at the next sweep, and cut off at the one after its time is up: they are 1 s apart. */
const SWEEPS_MS = 2500;

export interface WaitsOptions {
  readonly parkMs: number;
  readonly joinsInFlightMax: number;
  /** What may wait for a client for a while, and what may never. */
  readonly clientQueueBytes: number;
  readonly clientQueueBytesMax: number;
}

/** That nobody waits too long at a Balancer, and that nothing there grows beyond its bound (CON-3, CON-4, BAL-12, LNK-51). */
export class Waits {
  readonly #options: WaitsOptions;
  readonly #since = new Map<ClientId, number>();
  readonly #slowSince = new Map<ClientId, number>();

  constructor(options: WaitsOptions) {
    this.#options = options;
  }

  /** @param awakeMs for how long the Balancer has been running without a pause */
  check({ router, clientSide }: Switchboard, now: number, awakeMs: number): void {
    for (const since of [this.#since, this.#slowSince])
      for (const id of since.keys()) if (!router.clients.has(id)) since.delete(id);
    for (const client of router.clients.values()) {
      this.#checkWait(client, now, awakeMs);
      const unsentBytes = clientSide.sockets.get(client.id)?.getBufferedAmount() ?? 0;
      this.#checkQueues(client, unsentBytes);
      this.#checkReading(client, unsentBytes, now, awakeMs);
    }
    for (const { id, joins } of router.monoliths.values())
      if (joins.inFlight < 0 || joins.inFlight > this.#options.joinsInFlightMax)
        throw new Violation('BAL-12', `${joins.inFlight} Joins are in flight to ${id}`);
  }

  #checkWait({ id, room, state: { state } }: Client, now: number, awakeMs: number): void {
    if (state !== 'placing' && state !== 'parked') {
      this.#since.delete(id);
      return;
    }
    const since = this.#since.get(id) ?? now;
    this.#since.set(id, since);
    if (awakeMs > GRACE_MS && now - since > this.#options.parkMs + GRACE_MS)
      throw new Violation('CON-4', `${id} has been ${state} for ${Math.round(now - since)} ms`, room);
  }

  #checkReading({ id, room }: Client, unsentBytes: number, now: number, awakeMs: number): void {
    if (unsentBytes <= this.#options.clientQueueBytes) {
      if (this.#slowSince.size > 0) this.#slowSince.delete(id);
      return;
    }
    const since = this.#slowSince.get(id) ?? now;
    this.#slowSince.set(id, since);
    if (awakeMs > GRACE_MS && now - since > LIMITS.clientQueueSlowMs + SWEEPS_MS)
      throw new Violation('LNK-51', `${id} has not read for ${Math.round(now - since)} ms`, room);
  }

  #checkQueues({ id, room, pending }: Client, unsentBytes: number): void {
    const isBeyond = pending.bytes > LIMITS.pendingBytesMax + LIMITS.clientMessageBytesMax;
    if (isBeyond) throw new Violation('CON-3', `${pending.bytes} bytes of ${id} wait`, room);
    if (unsentBytes > this.#options.clientQueueBytesMax)
      throw new Violation('LNK-51', `${unsentBytes} bytes wait for ${id}`, room);
  }
}
