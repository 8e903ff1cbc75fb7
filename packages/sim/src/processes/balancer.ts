import {
  createSwitchboard,
  Drain,
  Traffic,
  type LinkSocket,
  type LinkSocketEvents,
  type RouterEffect,
  type Switchboard,
} from '@usher/balancer/parts';
import { socketRules, TrustedProxies } from '@usher/client-gate';
import { balancerId } from '@usher/protocol';
import { Joins, readMembership, type LinkKey } from '../checkers/joins.ts';
import { leftoversOf } from '../checkers/leftovers.ts';
import { Queues } from '../checkers/queues.ts';
import { Waits } from '../checkers/waits.ts';
import { Violation } from '../checkers/violation.ts';
import type { Said } from '../checkers/words.ts';
import { SimulatedLinkSocket } from '../network/link-socket.ts';
import type { SocketSpy } from '../network/socket-spy.ts';
import { Topics } from '../network/topics.ts';
import { SETTINGS } from '../settings.ts';
import { SimulatedAuth } from '../simulated-auth.ts';
import { simulatedLog } from '../simulated-log.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { World } from '../world.ts';
import { SimulatedFront } from './front.ts';

/** What the runtime may hold for a client beyond its limit: one room's full state. */
const SLACK_BYTES = 64 * 1024;

/** One run of a Balancer: the real one, but for listeners and HTTP. */
export class SimulatedBalancer {
  readonly process: SimulatedProcess;
  readonly board: Switchboard;
  readonly topics = new Topics();
  readonly #world: World;
  readonly #name: string;
  readonly #joins = new Joins();
  readonly #waits: Waits;
  readonly #queues = new Queues();
  readonly #front: SimulatedFront;
  readonly #drain: Drain;

  constructor(world: World, process: SimulatedProcess, name: string) {
    this.#world = world;
    this.process = process;
    this.#name = name;
    const { limits } = world.balancerConfig;
    this.#waits = new Waits({
      parkMs: SETTINGS.parkMs,
      joinsInFlightMax: SETTINGS.joinsInFlightMax,
      clientQueueBytes: SETTINGS.clientQueueBytes,
      clientQueueBytesMax: socketRules(limits).backpressureLimit + SLACK_BYTES,
    });
    const log = simulatedLog(process.host, world.log, (what) => world.violate(new Violation('SIM', what)));
    this.board = createSwitchboard({
      balancer: balancerId(name),
      region: 'here',
      dialect: 'seed',
      auth: new SimulatedAuth(process, null),
      config: () => world.balancerConfig,
      proxies: new TrustedProxies([], 'balancer.trusted_proxies'),
      openSocket: (url, headers, events) => this.#dial(url, headers, events),
      publish: (room, message) => this.topics.publish(room, message),
      observe: (_input, effects) => {
        for (const effect of effects) this.#observe(effect);
      },
      clock: process,
      timers: process,
      random: world.chance.fork().random,
      log,
      traffic: new Traffic(),
    });
    const { board, topics } = this;
    this.#front = new SimulatedFront({ world, process, name, board, topics, queues: this.#queues });
    this.#drain = new Drain({
      port: this.#front,
      apply: this.board.apply,
      timers: process,
      log,
      drainMs: () => SETTINGS.drainMs,
      end: () => this.#end(),
    });
    this.board.links.setAddresses(world.linkAddresses);
  }

  /** Sends its clients away and ends (BAL-32). */
  drain(): Promise<void> {
    return this.#drain.start();
  }

  get isDraining(): boolean {
    return this.#drain.hasBegun;
  }

  /** After each event of this process. */
  check(): void {
    this.#joins.check(this.board.router.clients);
    const { process } = this;
    const awakeMs = this.#world.timeline.now - process.runningSince;
    this.#waits.check(this.board, process.now(), awakeMs);
    this.#queues.check(this.board, awakeMs);
  }

  /** What is left of clients when all are gone (SIM-2). */
  leftovers(): string[] {
    const { router, clientSide } = this.board;
    const { gate } = clientSide;
    const counts = {
      clients: router.clients.size,
      rooms: router.rooms.size,
      unauthenticated: router.unauthenticated,
      'clients of Monoliths': [...router.monoliths.values()].reduce(
        (sum, { clients }) => sum + clients.size,
        0,
      ),
      'Joins in flight': [...router.monoliths.values()].reduce((sum, { joins }) => sum + joins.inFlight, 0),
      'Joins that wait': [...router.monoliths.values()].reduce((sum, { joins }) => sum + joins.waiting, 0),
      'open Joins': this.#joins.openJoins.size,
      sockets: [...gate.sockets.all()].length,
      subscriptions: this.topics.size,
      'held bytes': gate.rate.heldBytes,
      pauses: gate.pauses.now.link + gate.pauses.now.pending + gate.pauses.now.rate,
    };
    return leftoversOf(this.#name, counts);
  }

  #dial(url: string, headers: Readonly<Record<string, string>>, events: LinkSocketEvents): LinkSocket {
    const { hostname: host } = new URL(url);
    const spy = (link: LinkKey): SocketSpy => ({
      sends: (text) => {
        this.#world.watch(() => this.#joins.says(link, text));
        this.#logFrame(host, text);
        return null;
      },
      receives: (_text, tag, handle) => this.#hear(link, tag as Said, handle),
      closed: () => this.#joins.linkDown(link),
    });
    const { network } = this.#world;
    return new SimulatedLinkSocket(network, { process: this.process, host, url, headers, spy, events });
  }

  #hear(link: LinkKey, said: Said, handle: () => void): void {
    this.#world.watch(() =>
      this.#joins.hears(link, said, () => this.#front.hears(said.kind === 'word' ? said.word : null, handle)),
    );
  }

  #observe(effect: RouterEffect): void {
    const { log } = this.#world;
    if (effect.kind === 'join') this.#front.joins(effect.client.id);
    if (effect.kind === 'unload')
      log.note(this.#name, `has ${effect.at.id} unload ${effect.room} (${effect.reason})`, effect.room);
    if (effect.kind === 'mapped')
      log.note(
        this.#name,
        `${effect.room} is at ${effect.to?.at ?? 'nobody'}${effect.to?.isLoaded ? ', loaded' : ''}`,
        effect.room,
      );
  }

  #logFrame(host: string, text: string): void {
    const membership = readMembership(text);
    if (membership !== null) this.#world.log.note(this.#name, `> ${host} ${text}`, membership.room);
  }

  #end(): Promise<void> {
    this.board.stop();
    this.#world.ended(this.process);
    return Promise.resolve();
  }
}
