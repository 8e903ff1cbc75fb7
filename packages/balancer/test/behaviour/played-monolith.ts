import { OttServer, SeedMonolith } from '@usher/harness/fakes';
import { sliceValue, type DialectName } from '@usher/protocol/link';
import { SECRET } from '../start.ts';

/** A room as its server describes it; a higher `rank` prevails over a lower one. */
interface ReportedRoom {
  readonly name: string;
  readonly rank: number;
  readonly users?: number;
}

/** A Monolith that a test plays, whichever dialect it speaks. */
export interface PlayedMonolith extends AsyncDisposable {
  readonly address: { readonly host: string; readonly port: number };
  /** Balancers that are connected now. */
  connections(): number;
  joins(): { client: string; room: string; token: string }[];
  /** The clients that have left. */
  leaves(): string[];
  /** What clients have said, byte for byte. */
  said(): { client: string; text: string }[];
  /** The rooms that it was told to unload. */
  unloads(): string[];
  sendTo(room: string, client: string, message: string): void;
  broadcast(room: string, message: string): void;
  kick(room: string, client: string, code: number): void;
  loaded(room: ReportedRoom): void;
  unloaded(room: string, reason: 'keepalive' | 'admin' | 'commanded' | 'shutdown'): void;
  gossip(rooms: readonly ReportedRoom[]): void;
  cut(): void;
}

/** A kind of Monolith that the Balancer stands in front of. */
export interface MonolithKind {
  readonly name: string;
  readonly dialect: DialectName;
  readonly play: () => PlayedMonolith;
}

export const SEED_ONLY: MonolithKind = {
  name: 'a seed-only Monolith',
  dialect: 'seed',
  play: () => playSeed(new SeedMonolith({ token: SECRET })),
};

export const FULL: MonolithKind = {
  name: 'a full Monolith',
  dialect: 'seed',
  play: () =>
    playSeed(new SeedMonolith({ token: SECRET, init: { id: crypto.randomUUID(), version: 1, nonce: 'n' } })),
};

export const OTT: MonolithKind = {
  name: 'an OpenTogetherTube server',
  dialect: 'ott',
  play: () => playOtt(new OttServer()),
};

function playSeed(fake: SeedMonolith): PlayedMonolith {
  const control = (action: string, fields: object) => fake.send(JSON.stringify({ action, ...fields }));
  const report = ({ name, rank, users = 0 }: ReportedRoom) => ({
    room: name.toLowerCase(),
    epoch: rank,
    metadata: { name, visibility: 'public', users },
  });
  return {
    ...played(fake),
    joins: () =>
      fake.joins().map(({ json: { id = '', room = '', token = '' } }) => ({ client: id ?? '', room, token })),
    leaves: () => fake.leaves().map(({ json }) => json.id ?? ''),
    said: () =>
      fake.said.map(({ text, json }) => ({ client: json.id ?? '', text: sliceValue(text, 'message') ?? '' })),
    unloads: () => fake.received.flatMap(({ json }) => (json.action === 'unload' ? [json.room ?? ''] : [])),
    sendTo: (room, client, message) =>
      fake.send(`{"room":"${room}","id":${JSON.stringify(client)},"message":${message}}`),
    broadcast: (room, message) => fake.send(`{"room":"${room}","message":${message}}`),
    kick: (room, id, code) => control('kick', { room, id, code }),
    loaded: (room) => control('loaded', report(room)),
    unloaded: (room, reason) => control('unloaded', { room, reason }),
    gossip: (rooms) => control('gossip', { rooms: rooms.map(report) }),
  };
}

function playOtt(fake: OttServer): PlayedMonolith {
  const payloads = (type: string) =>
    fake.ofType(type).map(({ json }) => json.payload as Record<string, string>);
  const report = ({ name, rank, users = 0 }: ReportedRoom) => ({
    room: fake.describe(name, { users }),
    load_epoch: 1_000_000 - rank, // OTT-4: the lower one prevails
  });
  // What it gossips of by itself, as soon as a Balancer has introduced itself, is what the test had it say.
  const keep = (rooms: OttServer['rooms']) => void (fake.rooms = rooms);
  const without = (name: string) =>
    fake.rooms.filter(({ room }) => String(room['name']).toLowerCase() !== name.toLowerCase());
  return {
    ...played(fake),
    joins: () => payloads('join').map(({ client = '', room = '', token = '' }) => ({ client, room, token })),
    leaves: () => payloads('leave').map(({ client = '' }) => client),
    said: () =>
      fake.ofType('client_msg').map(({ text, json }) => ({
        client: String(json.payload['client_id']),
        text: sliceValue(sliceValue(text, 'payload') ?? '{}', 'payload') ?? '',
      })),
    unloads: () => payloads('unload').map(({ room = '' }) => room),
    sendTo: (room, client, message) =>
      fake.send(
        `{"type":"room_msg","payload":{"room":"${room}","client_id":${JSON.stringify(client)},"payload":${message}}}`,
      ),
    broadcast: (room, message) =>
      fake.send(`{"type":"room_msg","payload":{"room":"${room}","payload":${message}}}`),
    kick: (_, client, code) => fake.say('kick', { client_id: client, reason: code }),
    loaded(room) {
      keep([...without(room.name), report(room)]);
      fake.say('loaded', report(room));
    },
    unloaded(name, reason) {
      keep(without(name));
      fake.say('unloaded', { name, reason: capitalised(reason) });
    },
    gossip(rooms) {
      keep(rooms.map(report));
      fake.say('gossip', { rooms: fake.rooms });
    },
  };
}

function played(fake: SeedMonolith | OttServer) {
  return {
    address: fake.address,
    connections: () => fake.connections,
    cut: () => fake.cut(),
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  };
}

const capitalised = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
