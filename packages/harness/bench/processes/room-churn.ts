import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import { serveCommands } from '../../src/measuring/worker.ts';
import { LinkPeer, type LinkClient } from '../rooms/link-peer.ts';

/** People who come into rooms and leave them, and rooms that are unloaded, through one link. */
const AT_ONCE = 100;
const WITHIN_MS = 60_000;

let link: LinkPeer | null = null;
/** Of each room that is loaded. */
const epochs = new Map<string, number>();
let welcomed = 0;
let unloaded = 0;
let clocks = 0;

interface Frame {
  readonly action?: string;
  readonly room?: string;
  readonly epoch?: number;
  readonly message?: { readonly action: string };
}

function hear(text: string): void {
  const { action, room = '', epoch = 0, message } = JSON.parse(text) as Frame;
  if (action === 'loaded') epochs.set(room, epoch);
  else if (action === 'unloaded') unloaded++;
  else if (action === 'refused') throw new Error(`a Join was refused: ${text}`);
  else if (message?.action === 'you') welcomed++;
  else if (message?.action === 'clock') clocks++;
}

const commands = {
  async connect({ port }: { port: number }) {
    link = await LinkPeer.connect(port, hear);
  },

  /** One client joins each of the rooms, which loads it. */
  async join({ rooms, token }: { rooms: readonly string[]; token: string }) {
    const before = welcomed;
    for (const [index, room] of rooms.entries()) {
      opened().request(clientOf(room, token), { type: RequestType.Join });
      await until('some are in', () => index - (welcomed - before) < AT_ONCE, WITHIN_MS);
    }
    await until('all are in', () => welcomed - before === rooms.length, WITHIN_MS);
  },

  /** They leave again; `witness`, a room that somebody stays in, answers when that is done. */
  async leave({ rooms, token, witness }: { rooms: readonly string[]; token: string; witness: string }) {
    const before = clocks;
    for (const room of rooms) opened().request(clientOf(room, token), { type: RequestType.Leave });
    opened().say(clientOf(witness, token), '{"action":"clock","t0":0}');
    await until('all have left', () => clocks > before, WITHIN_MS);
  },

  /** The rooms are unloaded, released for any Monolith. */
  async unload({ rooms }: { rooms: readonly string[] }) {
    const before = unloaded;
    for (const room of rooms)
      opened().tell({ action: 'unload', room, epoch: epochs.get(room), reason: 'duplicate' });
    await until('all are unloaded', () => unloaded - before === rooms.length, WITHIN_MS);
  },
};

export type RoomChurnCommands = typeof commands;

serveCommands(commands);

function opened(): LinkPeer {
  if (link === null) throw new Error('there is no link');
  return link;
}

const clientOf = (room: string, token: string): LinkClient => ({ token, room, id: `one-in-${room}` });
