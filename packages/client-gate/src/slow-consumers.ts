import type { QuietLog } from '@usher/kit/runtime';
import { LIMITS, type RoomKey } from '@usher/protocol';
import type { ClientLimits } from './client-limits.ts';
import type { GateCounts } from './gate-counts.ts';
import type { GatedSocket } from './gated-socket.ts';

export interface SlowConsumersOptions {
  /** Whose options limit: the role's section of the configuration. */
  readonly section: string;
  readonly limits: () => Pick<ClientLimits, 'client_queue' | 'client_queues'>;
  readonly log: QuietLog;
  readonly counts: GateCounts;
}

/**
 * Clients that do not read what is sent to them (LNK-51), looked at once a second. Four times `client_queue` at once is not waited for:
 * there the runtime itself cuts off.
 */
export class SlowConsumers {
  readonly #options: SlowConsumersOptions;
  /** Rooms where something sent last second or this could not be passed to the system at once. */
  #backlogged = new Set<RoomKey>();
  #backloggedBefore = new Set<RoomKey>();

  constructor(options: SlowConsumersOptions) {
    this.#options = options;
  }

  /** Something sent to this room waits in memory for at least one of its clients. */
  backlogged(room: RoomKey): void {
    this.#backlogged.add(room);
  }

  /**
   * A client's socket has ended without a word. When the runtime cuts off at the hard limit it does not say so: where something was
   * waiting for clients of that room, this is taken to be it.
   */
  lost({ data: { room } }: GatedSocket): void {
    if (room === null || !(this.#backlogged.has(room) || this.#backloggedBefore.has(room))) return;
    this.#options.counts.slowConsumer('client_queue_hard');
  }

  sweep(sockets: Iterable<GatedSocket>, now: number): void {
    const limits = this.#options.limits();
    const behind: { ws: GatedSocket; bytes: number }[] = [];
    let total = 0;
    this.#backloggedBefore = this.#backlogged;
    this.#backlogged = new Set();
    for (const ws of sockets) {
      const bytes = ws.getBufferedAmount();
      const { data } = ws;
      if (bytes > 0) {
        total += bytes;
        behind.push({ ws, bytes });
      }
      if (bytes <= limits.client_queue) data.slowSince = null;
      else data.slowSince ??= now;
    }
    for (const { ws, bytes } of behind) {
      const { slowSince } = ws.data;
      if (slowSince === null || now - slowSince < LIMITS.clientQueueSlowMs) continue;
      total -= bytes;
      this.#cutOff(ws, bytes, 'client_queue');
    }
    if (total > limits.client_queues) total = this.#relieve(behind, total, limits.client_queues);
    this.#options.counts.unsentToClients = total;
  }

  /** Those with the most unsent bytes first. */
  #relieve(behind: { ws: GatedSocket; bytes: number }[], total: number, limit: number): number {
    let left = total;
    for (const { ws, bytes } of behind.toSorted((a, b) => b.bytes - a.bytes)) {
      if (left <= limit) break;
      if (ws.readyState !== WebSocket.OPEN) continue;
      left -= bytes;
      this.#cutOff(ws, bytes, 'client_queues');
    }
    return left;
  }

  /** Without a close frame: it does not read (LNK-51). */
  #cutOff(ws: GatedSocket, unsent: number, limit: 'client_queue' | 'client_queues'): void {
    const { id, room, ip } = ws.data;
    const option = `${this.#options.section}.limits.${limit}`;
    this.#options.counts.slowConsumer(limit);
    this.#options.log.warn(
      'slow-consumer',
      { client: id, room, address: ip, unsent, option },
      'cut off a client that does not read what it is sent',
    );
    ws.terminate();
  }
}
