import { RoomClient, type ConnectionState, type RoomView } from '@usher/client';
import { clientId, RequestType, type RoomKey, type ServerMessage } from '@usher/protocol';
import type { Chance } from '../chance.ts';
import { Deliveries, type Delivered } from '../checkers/deliveries.ts';
import { chatText, Hearing } from '../checkers/hearing.ts';
import { Presence } from '../checkers/presence.ts';
import { SimulatedClientSocket } from '../network/client-socket.ts';
import type { SocketSpy } from '../network/socket-spy.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { World } from '../world.ts';

/** The name by which clients know the site; whoever looks it up finds any of the Balancers. */
const SITE = 'http://site';
/** How long the site takes to grant a token. */
const GRANT_MS = 5;
/** What somebody says in a room is at most so long. */
const DESCRIPTION_LENGTH = 1000;

/** Somebody in one room: the real client, with sockets of the simulated network. */
export class Person {
  readonly name: string;
  readonly room: RoomKey;
  readonly process: SimulatedProcess;
  readonly hearing: Hearing;
  readonly presence = new Presence();
  readonly #world: World;
  readonly #chance: Chance;
  readonly #client: RoomClient;
  /** The newest one. */
  #socket: SimulatedClientSocket | null = null;
  /** What the client is being given. */
  #delivered: Delivered | null = null;
  #state: ConnectionState['state'] = 'idle';
  #said = 0;
  #losses = 0;

  constructor(
    world: World,
    options: { name: string; room: RoomKey; token: string; process: SimulatedProcess },
  ) {
    const { name, room, token, process } = options;
    this.#world = world;
    this.name = name;
    this.room = room;
    this.process = process;
    this.#chance = world.chance.fork();
    this.hearing = new Hearing(name, room);
    this.#client = new RoomClient({
      site: SITE,
      room,
      token,
      clock: process,
      timers: process,
      random: this.#chance.fork().random,
      openSocket: (url) => this.#connect(url),
      grantToken: () => new Promise((resolve) => void process.after(GRANT_MS, () => resolve(token))),
    });
    this.#client.subscribe(() => this.#follow());
    this.#client.onMessage((message) => this.#take(message));
  }

  get connection(): ConnectionState {
    return this.#client.connection;
  }

  get view(): RoomView {
    return this.#client.view;
  }

  /** How often its connection was lost. */
  get losses(): number {
    return this.#losses;
  }

  /** Chats that it has sent. */
  get said(): number {
    return this.#said;
  }

  start(): void {
    this.process.input(() => this.#client.start());
  }

  stop(): void {
    this.process.input(() => this.#client.stop());
  }

  /** Its connection breaks, and the other end is told. */
  breakOff(): void {
    this.process.input(() => this.#socket?.terminate());
  }

  read(isRead: boolean): void {
    this.#socket?.setRead(isRead);
  }

  chat(): void {
    this.process.input(() => {
      const text = chatText(this.name, this.#said + 1);
      if (this.#client.send({ type: RequestType.Chat, text })) this.#said++;
    });
  }

  /** Something that everyone in the room hears of. */
  act(): void {
    const [client, chance] = [this.#client, this.#chance];
    const acts = [
      () => client.reportStatus(chance.of(['ready', 'buffering', 'none'] as const)),
      () => client.send({ type: RequestType.ApplySettings, settings: { title: this.#newTitle() } }),
      () => client.send({ type: RequestType.Playback, state: chance.happens(0.5) }),
    ];
    this.process.input(chance.of(acts));
  }

  /** Something long. */
  describe(): void {
    const description = this.#newTitle().padEnd(DESCRIPTION_LENGTH, '.');
    this.process.input(
      () => void this.#client.send({ type: RequestType.ApplySettings, settings: { description } }),
    );
  }

  #newTitle(): string {
    return `by ${this.name} ${this.#chance.whole(0, 999)}`;
  }

  #connect(url: string): WebSocket {
    const { network, balancerHosts } = this.#world;
    const host = this.#chance.of(balancerHosts);
    const socket = new SimulatedClientSocket(network, {
      process: this.process,
      host,
      url,
      spy: () => this.#newSpy(),
    });
    this.#socket = socket;
    return socket as unknown as WebSocket;
  }

  /** Of one connection. */
  #newSpy(): SocketSpy {
    let deliveries: Deliveries | null = null;
    return {
      sends: () => null,
      receives: (text, tag, handle) => {
        const delivered = tag as Delivered | null;
        if (delivered !== null) {
          deliveries ??= new Deliveries(clientId(delivered.client), this.room);
          const checks = deliveries;
          this.#world.watch(() => checks.hears(text, delivered));
        }
        this.#delivered = delivered;
        handle();
        this.#delivered = null;
      },
    };
  }

  #take(message: ServerMessage): void {
    this.presence.takes(message);
    const word = this.#delivered?.word;
    if (word !== undefined) this.#world.watch(() => this.hearing.takes(message, word));
  }

  #follow(): void {
    const before = this.#state;
    const { connection } = this.#client;
    if (connection.state === before) return;
    this.#state = connection.state;
    this.presence.changes(connection.state === 'open', this.#world.timeline.now);
    if (before === 'open' && connection.state === 'waiting') this.#losses++;
    const code = 'code' in connection ? ` ${connection.code}` : '';
    this.#world.log.note(this.name, `${connection.state}${code}`, this.room);
  }
}
