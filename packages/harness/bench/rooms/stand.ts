import { cpuMicroseconds } from '../../src/measuring/process-usage.ts';
import type { RoomLoadCommands } from '../processes/room-load.ts';
import type { RoomProbeCommands } from '../processes/room-probe.ts';
import { startWorker } from '../start-worker.ts';
import type { RoomServer } from './servers.ts';

const PROBES_PER_SECOND = 50;

/** A server of rooms with people in them, and somebody with a watch. */
export class RoomStand implements AsyncDisposable {
  readonly server: RoomServer;
  readonly latencies: number[] = [];
  readonly perSecond: { sent: number; received: number }[] = [];
  readonly #load = startWorker<RoomLoadCommands>('room-load');
  readonly #probe = startWorker<RoomProbeCommands>('room-probe');

  private constructor(server: RoomServer) {
    this.server = server;
  }

  /**
   * The last room is kept for the one with the watch.
   * @param links of how many Balancers: the people of a room are at different ones, as far as there are
   */
  static async fill(server: RoomServer, media: string, links: number): Promise<RoomStand> {
    const stand = new RoomStand(server);
    try {
      const { linkPort: port, tokens } = server;
      await stand.#load.ask('join', { port, links, rooms: server.rooms.slice(0, -1), tokens, media });
      return stand;
    } catch (error) {
      await stand[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** CPU for each message of a while of life, µs. */
  async live(forMs: number): Promise<number> {
    const { pid, linkPort: port, rooms, tokens } = this.server;
    const before = cpuMicroseconds(pid);
    const probe = { port, room: rooms.at(-1) ?? '', token: tokens[0] ?? '', id: 'probe' };
    const [{ sent, received }, { latencies, unanswered }] = await Promise.all([
      this.#load.ask('live', { forMs }),
      this.#probe.ask('ask', { ...probe, perSecond: PROBES_PER_SECOND, forMs }),
    ]);
    if (unanswered > 0) throw new Error(`${this.server.name} has left ${unanswered} questions unanswered`);
    this.latencies.push(...latencies);
    this.perSecond.push({ sent: (sent * 1000) / forMs, received: (received * 1000) / forMs });
    return (cpuMicroseconds(pid) - before) / (sent + latencies.length);
  }

  leave(): Promise<void> {
    return this.#load.ask('leave');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#load, this.#probe].map((worker) => worker[Symbol.asyncDispose]()));
    await this.server[Symbol.asyncDispose]();
  }
}
