import {
  Membership,
  openLink,
  Rooms,
  RoomTime,
  RoomTraffic,
  Visits,
  type Entrance,
} from '@usher/monolith/parts';
import { monolithId, type MonolithId, type RoomKey, type RoomUserInfo } from '@usher/protocol';
import { drainMicrotasks } from 'bun:jsc';
import { leftoversOf } from '../checkers/leftovers.ts';
import { Violation } from '../checkers/violation.ts';
import { MonolithLine } from '../checkers/words.ts';
import { simulatedServe } from '../network/link-listener.ts';
import { SETTINGS } from '../settings.ts';
import { SimulatedAuth } from '../simulated-auth.ts';
import { simulatedLog } from '../simulated-log.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import { SimulatedDatabase } from '../store/simulated-database.ts';
import { SimulatedLiveState } from '../store/simulated-live-state.ts';
import { StoreLine } from '../store/store-line.ts';
import type { World } from '../world.ts';

const NOTHING_FOUND = { ok: false, error: { code: 'InvalidAddPreviewInput', message: 'nothing' } } as const;

/** One run of a Monolith: the real one, but for HTTP, media and direct clients. */
export class SimulatedMonolith {
  readonly process: SimulatedProcess;
  readonly storeLine: StoreLine;
  readonly #world: World;
  readonly #rooms: Rooms;
  readonly #visits: Visits;
  readonly #membership: Membership;
  #ids = 0;
  #isLeaving = false;

  private constructor(world: World, process: SimulatedProcess, name: string, parts: Parts) {
    const { time, store, database, storeLine } = parts;
    const log = simulatedLog(process.host, world.log, (what) => world.violate(new Violation('SIM', what)));
    this.#world = world;
    this.process = process;
    this.storeLine = storeLine;
    const entrances = new Set<Entrance>();
    const { random } = world.chance.fork();
    this.#rooms = new Rooms({
      store,
      permanentRooms: database,
      entrances,
      media: { resolve: () => Promise.resolve(NOTHING_FOUND) },
      segments: { segmentsOf: () => Promise.resolve([]) },
      traffic: new RoomTraffic(process),
      timers: process,
      now: time.now,
      random,
      unloadAfterMs: SETTINGS.unloadAfterMs,
      gone: (client) => this.#visits.gone(client),
      unloaded: (room) => this.#visits.unloaded(room),
      log,
    });
    this.#visits = new Visits({ rooms: this.#rooms, sessions: database, log });
    const serve = simulatedServe(world.network, process, () => this.#spy());
    const auth = new SimulatedAuth(process, world.chance.fork());
    this.#membership = new Membership({
      store,
      rooms: this.#rooms,
      entrances,
      newId: () => monolithId(`${name}${'abcdefghijklmnopqrstuvwxyz'.charAt(this.#ids++ % 26)}`),
      listen: (id) => {
        const link = openLink({
          id,
          region: 'here',
          httpPort: 3000,
          auth,
          dialect: 'seed',
          rooms: this.#rooms,
          visits: this.#visits,
          serve,
          clock: process,
          timers: process,
          log,
        });
        link.listen({ host: process.host, port: 3002 });
        return link;
      },
      clock: process,
      timers: process,
      random,
      log,
    });
  }

  /** Fails when the store cannot be asked: then the program ends. */
  static async start(
    world: World,
    process: SimulatedProcess,
    name: string,
    created: (monolith: SimulatedMonolith) => void,
  ): Promise<void> {
    const newLine = () =>
      new StoreLine({
        process,
        timeline: world.timeline,
        chance: world.chance.fork(),
        weather: world.weather,
      });
    const storeLine = newLine();
    const store = new SimulatedLiveState(world.store, storeLine, world.saves.toStore(name));
    const database = new SimulatedDatabase(world.rows, newLine(), world.saves.toRows(name));
    const log = simulatedLog(process.host, world.log, () => undefined);
    const time = await RoomTime.start({ store, clock: process, timers: process, log });
    const monolith = new SimulatedMonolith(world, process, name, { time, store, database, storeLine });
    created(monolith);
    await monolith.#membership.join();
  }

  get id(): MonolithId | null {
    return this.#membership.id;
  }

  /** Moves its rooms away and ends (spec 3.5). */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    await this.#membership.leave(SETTINGS.shutdownMs);
    this.#world.ended(this.process);
  }

  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** How many hold a link. */
  get balancers(): number {
    return this.#membership.link?.balancers().length ?? 0;
  }

  /** Who is in a room that is loaded here; `null`: it is not. */
  usersOf(room: RoomKey): readonly RoomUserInfo[] | null {
    if (!this.has(room)) return null;
    let users: readonly RoomUserInfo[] | null = null;
    const look = async () => {
      const opened = await this.#rooms.open(room);
      if (opened.kind === 'open') ({ users } = opened.host.view('administrator'));
    };
    void look();
    drainMicrotasks(); // a room that is loaded is opened without a wait
    return users;
  }

  /** Whether it serves the room. */
  has(room: RoomKey): boolean {
    return [...this.#rooms.loaded()].some((loaded) => loaded.room === room);
  }

  /** What is left of clients when all are gone (SIM-2). */
  leftovers(): string[] {
    const clients =
      this.#membership.link?.balancers().reduce((sum, balancer) => sum + balancer.clients, 0) ?? 0;
    const counts = { visits: this.#visits.size, rooms: this.#rooms.size, 'clients of Balancers': clients };
    return leftoversOf(`${this.id}`, counts);
  }

  /** Of one link. */
  #spy() {
    const world = this.#world;
    const line = new MonolithLine(world.owners, world.nextOrder);
    return {
      sends: (text: string) => {
        const said = world.watch(() => line.says(text));
        if (said?.kind === 'control' && said.control.action !== 'gossip')
          world.log.note(this.process.host, `> ${text.slice(0, 160)}`, said.control.room ?? null);
        return said;
      },
      receives: (_text: string, _tag: unknown, handle: () => void) => handle(),
    };
  }
}

interface Parts {
  readonly time: RoomTime;
  readonly store: SimulatedLiveState;
  readonly database: SimulatedDatabase;
  readonly storeLine: StoreLine;
}
