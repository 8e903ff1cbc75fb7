import { CloseCode, LinkCloseCode } from '../close-codes.ts';
import type { ClientId } from '../ids.ts';
import type { Circumstances, ControlToBalancer, LoadedRoom, MonolithDialect } from './monolith-dialect.ts';
import { readFromOttBalancer } from './read-ott-balancer.ts';

/** What our rooms' epochs are taken from. The highest of all is what a balancer gives to rooms that nobody has reported yet. */
const LOAD_EPOCH_MAX = 4_294_967_294;

/** The Monolith's half of the tagged form that OpenTogetherTube's balancers speak (spec 6). */
export const ottMonolithDialect: MonolithDialect = {
  isAuthenticated: false,
  needsHello: true,
  lateHelloCode: LinkCloseCode.ProtocolError,
  read: readFromOttBalancer,
  writeInit: ({ port, region, id }) => write('init', { port, region, id }),
  writeToClients: writeRoomMessage,
  // OTT-5: one frame with everything, each time. In parts, each part would be taken for the whole.
  writeGossip: (rooms) => [write('gossip', { rooms: Array.from(rooms, describe) })],
  writeControl,
};

function writeRoomMessage(roomName: string, client: ClientId | null, message: string): string {
  const id = client === null ? '' : `"client_id":${JSON.stringify(client)},`;
  return `{"type":"room_msg","payload":{"room":${JSON.stringify(roomName)},${id}"payload":${message}}}`;
}

/** OTT-3 */
function writeControl(control: ControlToBalancer, { ended, isDraining }: Circumstances): string[] {
  switch (control.action) {
    case 'loaded':
      return [write('loaded', describe(control))];
    case 'unloaded':
      return [
        ...ended.map((client) => kick(client, farewellCode(control.reason))),
        write('unloaded', { name: control.room, reason: unloadReason(control.reason, isDraining) }),
      ];
    case 'kick':
      return [kick(control.id, control.code)];
    // There is no word for "elsewhere" or "later", but every Join needs an answer. The balancer closes the client with this code, and the
    // client comes back after a while; by then the owner has gossiped, or its lease is over. To say `unloaded` of a room that is not loaded
    // here would have the next Join come at once, and again and again.
    case 'moved':
      return ended.map((client) => kick(client, CloseCode.TryAgainLater));
    case 'refused':
      return [kick(control.id, CloseCode.TryAgainLater)];
    // Such a balancer keeps nothing of what clients say meanwhile, so a room that moves is unloaded at once; and that no more rooms are wanted
    // here is said with each that goes.
    case 'leaving':
    case 'draining':
      return [];
  }
}

/** Everyone is sent away before the room is: with a code that makes them come back, unless an administrator has ended it (CON-9). */
const farewellCode = (reason: UnloadReason): number =>
  reason === 'admin' ? CloseCode.RoomUnloaded : CloseCode.GoingAway;

type UnloadReason = Extract<ControlToBalancer, { action: 'unloaded' }>['reason'];

/**
 * `Shutdown` says that this server takes no rooms any more, so that the room is placed on another. That is so of a planned move while it
 * drains, and only then: a room that froze, or that another server has taken, goes while this one stays, and is only re-placed.
 */
function unloadReason(reason: UnloadReason, isDraining: boolean): string {
  if (reason === 'keepalive') return 'Keepalive';
  if (reason === 'admin') return 'Admin';
  return isDraining ? 'Shutdown' : 'Commanded';
}

/** The text of the reason has no place there. */
const kick = (client: ClientId | string, code: number): string =>
  write('kick', { client_id: client, reason: code });

/** All eight keys, for the balancer rejects a message that lacks one. */
function describe({ epoch, metadata }: Pick<LoadedRoom, 'epoch' | 'metadata'>): object {
  const { name, visibility } = metadata;
  const { title = null, description = null, isTemporary = null } = metadata;
  const { queueMode = null, currentSource = null, users = null } = metadata;
  return {
    room: { name, title, description, isTemporary, visibility, queueMode, currentSource, users },
    load_epoch: loadEpoch(epoch),
  };
}

/** There the lowest epoch wins, and here the highest (OTT-4). */
const loadEpoch = (epoch: number): number => Math.min(Math.max(LOAD_EPOCH_MAX - epoch, 0), LOAD_EPOCH_MAX);

const write = (type: string, payload: unknown): string => JSON.stringify({ type, payload });
