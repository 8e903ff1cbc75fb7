import {
  connectionDeadline,
  EMPTY_VIEW,
  readServerMessage,
  stepConnection,
  updateView,
  type ConnectionEffect,
  type ConnectionInput,
  type ConnectionState,
  type RoomView,
} from '@usher/client/core';
import type { Cancel } from '@usher/kit';
import { clientId, type RoomKey } from '@usher/protocol';
import type { Chance } from '../chance.ts';
import { Deliveries, type Delivered } from '../checkers/deliveries.ts';
import { chatText, Hearing } from '../checkers/hearing.ts';
import { SimulatedClientSocket } from '../network/client-socket.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { World } from '../world.ts';

/** So often the real client asks for the time, at the least; and so long it bears silence. */
const CLOCK_MS = 5000;
const SILENCE_MAX_MS = 45_000;

/** Somebody in one room: the real client's connection and view, with a socket of the simulated network. */
export class Person {
  readonly name: string;
  readonly room: RoomKey;
  readonly process: SimulatedProcess;
  readonly hearing: Hearing;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #token: string;
  #connection: ConnectionState = { state: 'idle' };
  #view: RoomView = EMPTY_VIEW;
  #socket: SimulatedClientSocket | null = null;
  #cancelTimer: Cancel = () => undefined;
  #delivered: Delivered | null = null;
  #said = 0;
  #losses = 0;
  #heardAt = 0;

  constructor(
    world: World,
    options: { name: string; room: RoomKey; token: string; process: SimulatedProcess },
  ) {
    const { name, room, token, process } = options;
    this.#world = world;
    this.name = name;
    this.room = room;
    this.process = process;
    this.#token = token;
    this.#chance = world.chance.fork();
    this.hearing = new Hearing(name, room);
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  get view(): RoomView {
    return this.#view;
  }

  /** How often its connection was lost. */
  get losses(): number {
    return this.#losses;
  }

  /** Chats that it has sent. */
  get said(): number {
    return this.#said;
  }

  /** Asks for the time now and then, for as long as the simulation lasts. */
  live(): void {
    this.process.after(CLOCK_MS, () => {
      const isSilent = this.process.now() - this.#heardAt > SILENCE_MAX_MS;
      if (isSilent) this.#input({ kind: 'silent' });
      this.#socket?.send(JSON.stringify({ action: 'clock', t0: Math.round(this.process.now()) }));
      this.live();
    });
  }

  start(): void {
    this.process.input(() => this.#input({ kind: 'start', token: this.#token }));
  }

  stop(): void {
    this.process.input(() => this.#input({ kind: 'stop' }));
  }

  /** Its network is gone without a word. */
  breakOff(): void {
    this.process.input(() => this.#socket?.terminate());
  }

  read(isRead: boolean): void {
    this.#socket?.setRead(isRead);
  }

  chat(): void {
    this.#say(
      { action: 'req', request: { type: 11, text: chatText(this.name, this.#said + 1) } },
      () => this.#said++,
    );
  }

  /** Something that everyone in the room hears of. */
  act(): void {
    const message = this.#chance.of([
      { action: 'status', status: this.#chance.of(['ready', 'buffering', 'none']) },
      {
        action: 'req',
        request: { type: 13, settings: { title: `by ${this.name} ${this.#chance.whole(0, 999)}` } },
      },
      { action: 'clock', t0: Math.round(this.process.now()) },
      { action: 'req', request: { type: 2, state: this.#chance.happens(0.5) } },
    ]);
    this.#say(message);
  }

  #say(message: object, said: () => void = () => undefined): void {
    this.process.input(() => {
      if (this.#connection.state !== 'open') return;
      said();
      this.#socket?.send(JSON.stringify(message));
    });
  }

  #input(input: ConnectionInput): void {
    const before = this.#connection;
    const { random } = this.#chance;
    const { next, effects } = stepConnection(before, input, { now: this.process.now(), random: random() });
    this.#connection = next;
    if (before.state === 'open' && next.state === 'waiting') this.#losses++;
    for (const effect of effects) this.#run(effect);
    if (next.state !== before.state)
      this.#world.log.note(this.name, `${next.state}${'code' in next ? ` ${next.code}` : ''}`, this.room);
    this.#arm();
  }

  #run(effect: ConnectionEffect): void {
    switch (effect.kind) {
      case 'fetch-token':
        this.process.after(5, () => this.#input({ kind: 'token', token: this.#token }));
        return;
      case 'connect':
        return this.#connect();
      case 'authenticate':
        this.#socket?.send(JSON.stringify({ action: 'auth', token: effect.token }));
        return;
      case 'deliver': {
        const { message } = effect;
        this.#view = updateView(this.#view, message, this.process.now());
        const word = this.#delivered?.word;
        if (word !== undefined) this.#world.watch(() => this.hearing.takes(message, word));
        return;
      }
      case 'abandon':
        this.#socket?.close();
        this.#socket = null;
        return;
    }
  }

  #connect(): void {
    const host = this.#chance.of(this.#world.balancerHosts);
    const { network } = this.#world;
    let deliveries: Deliveries | null = null;
    const socket = new SimulatedClientSocket(network, {
      process: this.process,
      host,
      url: `ws://${host}/api/room/${this.room}`,
      spy: () => ({
        sends: () => null,
        receives: (text, tag, handle) => {
          const delivered = tag as Delivered | null;
          if (delivered !== null) {
            const { client } = delivered;
            deliveries ??= new Deliveries(clientId(client), this.room);
            const checks = deliveries;
            this.#world.watch(() => checks.hears(text, delivered));
          }
          this.#delivered = delivered;
          handle();
          this.#delivered = null;
        },
      }),
    });
    socket.addEventListener('open', () => {
      this.#heardAt = this.process.now();
      this.#of(socket, { kind: 'opened' });
    });
    socket.addEventListener('message', ({ data }) => {
      this.#heardAt = this.process.now();
      const message = readServerMessage(data);
      if (message !== null) this.#of(socket, { kind: 'message', message });
    });
    socket.addEventListener('close', ({ code }) => this.#of(socket, { kind: 'closed', code }));
    this.#socket = socket;
  }

  /** Of a socket that was abandoned nothing is heard any more. */
  #of(socket: SimulatedClientSocket, input: ConnectionInput): void {
    if (this.#socket === socket) this.#input(input);
  }

  #arm(): void {
    this.#cancelTimer();
    const deadline = connectionDeadline(this.#connection);
    if (deadline === null) return;
    this.#cancelTimer = this.process.after(deadline - this.process.now(), () =>
      this.#input({ kind: 'tick' }),
    );
  }
}
