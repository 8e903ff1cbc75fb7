import {
  createSwitchboard,
  Drain,
  Traffic,
  type ClientData,
  type ClientSocket,
  type LinkSocket,
  type LinkSocketEvents,
  type RouterEffect,
  type Switchboard,
} from '@usher/balancer/parts';
import { socketRules, TrustedProxies } from '@usher/client-gate';
import { balancerId, clientId, roomKey, type ClientId, type RoomKey } from '@usher/protocol';
import type { Delivered } from '../checkers/deliveries.ts';
import { Joins, readMembership, type LinkKey } from '../checkers/joins.ts';
import { Waits } from '../checkers/waits.ts';
import { Violation } from '../checkers/violation.ts';
import type { Said, Word } from '../checkers/words.ts';
import type { ConnectionEnd } from '../network/connection-end.ts';
import type { SocketSpy } from '../network/client-socket.ts';
import { SimulatedLinkSocket } from '../network/link-socket.ts';
import { SimulatedServerSocket } from '../network/server-socket.ts';
import { Topics } from '../network/topics.ts';
import { BALANCER_CONFIG, SETTINGS } from '../settings.ts';
import { SimulatedAuth } from '../simulated-auth.ts';
import { simulatedLog } from '../simulated-log.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { World } from '../world.ts';

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
  readonly #waits = new Waits({
    parkMs: SETTINGS.parkMs,
    joinsInFlightMax: SETTINGS.joinsInFlightMax,
    clientQueueBytesMax: socketRules(BALANCER_CONFIG.limits).backpressureLimit + SLACK_BYTES,
  });
  /** How many Joins of each client were sent. */
  readonly #joinsOf = new Map<ClientId, number>();
  readonly #drain: Drain;
  #hearing: Word | null = null;
  #sockets = 0;
  #accepted = 0;
  #stopListening: () => void;
  #emptied: () => void = () => undefined;

  constructor(world: World, process: SimulatedProcess, name: string) {
    this.#world = world;
    this.process = process;
    this.#name = name;
    const log = simulatedLog(process.host, world.log, (what) => world.violate(new Violation('SIM', what)));
    this.board = createSwitchboard({
      balancer: balancerId(name),
      region: 'here',
      dialect: 'seed',
      auth: new SimulatedAuth(process, null),
      config: () => BALANCER_CONFIG,
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
    this.#drain = new Drain({
      port: { close: () => this.#close() },
      apply: this.board.apply,
      timers: process,
      log,
      drainMs: () => SETTINGS.drainMs,
      end: () => this.#end(),
    });
    this.#stopListening = world.network.listen(process, (end, { url }) => this.#accept(end, url));
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
    return Object.entries(counts).flatMap(([what, count]) =>
      count === 0 ? [] : [`${this.#name}: ${what}: ${count}`],
    );
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
      this.#joins.hears(link, said, () => {
        this.#hearing = said.kind === 'word' ? said.word : null;
        handle();
        this.#hearing = null;
      }),
    );
  }

  #accept(end: ConnectionEnd, url: string): void {
    const [, name = ''] = /\/room\/([^/?]+)$/.exec(url) ?? [];
    const room = roomKey(name);
    const id = clientId(`${this.#name}-${this.#accepted++}`);
    const { sockets, messages } = this.board.clientSide;
    const data = sockets.newData(id, room, end.peer);
    end.accept();
    this.#sockets++;
    const ws = new SimulatedServerSocket<ClientData>({
      end,
      data,
      backpressureLimit: socketRules(BALANCER_CONFIG.limits).backpressureLimit,
      topics: this.topics,
      spy: {
        sends: (text) => this.#passOn(id, room, text),
        receives: (_text, _tag, handle) => handle(),
      },
      events: {
        message: (_, text) => messages.received(asClient(ws), text),
        ping: () => messages.pinged(asClient(ws)),
        pong: () => messages.pinged(asClient(ws)),
        close: (_, code, reason) => {
          sockets.closed(asClient(ws), code, reason);
          this.#joinsOf.delete(id);
          if (--this.#sockets === 0) this.#emptied();
        },
      },
    });
    this.#world.log.note(this.#name, `${end.peer} is ${id}`, room);
    sockets.opened(asClient(ws));
  }

  #passOn(id: ClientId, room: RoomKey | null, text: string): Delivered | null {
    const word = this.#hearing;
    if (word !== null) return { client: id, word, join: this.#joinsOf.get(id) ?? 0 };
    this.#world.violate(new Violation('LNK-22', `${id} is sent what no Monolith has said: ${text}`, room));
    return null;
  }

  #count(id: ClientId): void {
    this.#joinsOf.set(id, (this.#joinsOf.get(id) ?? 0) + 1);
  }

  #observe(effect: RouterEffect): void {
    const { log } = this.#world;
    if (effect.kind === 'join') this.#count(effect.client.id);
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

  #close(): Promise<void> {
    this.#stopListening();
    if (this.#sockets === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#emptied = resolve;
    });
  }

  #end(): Promise<void> {
    this.board.stop();
    this.#world.ended(this.process);
    return Promise.resolve();
  }
}

const asClient = (ws: SimulatedServerSocket<ClientData>): ClientSocket => ws as unknown as ClientSocket;
