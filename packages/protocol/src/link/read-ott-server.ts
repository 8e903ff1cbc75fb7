import { isKickCode } from '../close-codes.ts';
import { clientId, roomKey, type ClientId } from '../ids.ts';
import { OTT_SERVER_TYPES, ottServerMessage, type OttServerMessage } from '../schemas/ott.ts';
import { describeIssues } from './describe-issues.ts';
import type { ControlFromMonolith, FromMonolith } from './from-monolith.ts';
import { isObject, parseObject } from './parse-object.ts';
import { sliceValue } from './slice.ts';
import { readUsualData, type UsualForm } from './usual-data.ts';

/** `room_msg` as OpenTogetherTube's servers write it. */
const USUAL_ROOM_MESSAGE: UsualForm = {
  beginning:
    /^\{"type":"room_msg","payload":\{"room":"([A-Za-z0-9_-]{1,64})"(?:,"client_id":"([A-Za-z0-9_-]{1,64})")?,"payload":\{/,
  end: '}}}',
};

/** Reads one text frame of an OpenTogetherTube server (OTT-3). */
export function readFromOttServer(frame: string): FromMonolith {
  return readUsualData(frame, USUAL_ROOM_MESSAGE) ?? readAnyFrame(frame);
}

function readAnyFrame(frame: string): FromMonolith {
  const object = parseObject(frame);
  if (object === null) return { kind: 'error', reason: 'not a JSON object' };
  const { type, payload } = object as { type?: unknown; payload?: unknown };
  if (typeof type !== 'string') return { kind: 'error', reason: '"type" must be a string' };
  if (type === 'room_msg') return readRoomMessage(frame, payload);
  if (!OTT_SERVER_TYPES.has(type)) return { kind: 'unknown' };
  const message = ottServerMessage.safeParse(object);
  if (!message.success) return { kind: 'error', reason: describeIssues(type, message.error) };
  const control = controlOf(message.data);
  return control === null ? { kind: 'unknown' } : { kind: 'control', control };
}

function readRoomMessage(frame: string, payload: unknown): FromMonolith {
  if (!isObject(payload)) return { kind: 'error', reason: '"payload" must be an object' };
  const { room, client_id: id = null } = payload as { room?: unknown; client_id?: unknown };
  if (typeof room !== 'string') return { kind: 'error', reason: '"room" must be a string' };
  if (id !== null && typeof id !== 'string') return { kind: 'error', reason: '"client_id" must be a string' };
  const message = sliceValue(sliceValue(frame, 'payload') ?? '{}', 'payload');
  if (message?.charAt(0) !== '{') return { kind: 'error', reason: 'the message must be an object' };
  return { kind: 'data', room: roomKey(room), client: id === null ? null : clientId(id), message };
}

/** The same in the words of the link; `null` if it is about a room that nobody can be in (LNK-23). */
function controlOf({ type, payload }: OttServerMessage): ControlFromMonolith | null {
  switch (type) {
    case 'init':
      return { action: 'init', ...payload, token: '' }; // it proves nothing (OTT-1)
    case 'loaded': {
      const { room, epoch, metadata } = payload;
      return room === null ? null : { action: 'loaded', room, epoch, metadata };
    }
    case 'unloaded': {
      const { name: room, reason } = payload;
      return room === null ? null : { action: 'unloaded', room, reason };
    }
    case 'gossip': {
      const rooms = payload.rooms.flatMap(({ room, ...rest }) => (room === null ? [] : [{ room, ...rest }]));
      return { action: 'gossip', rooms, part: 1, parts: 1 };
    }
    case 'kick':
      return kickOf(payload.client_id, payload.reason);
  }
}

/**
 * A kick means the client only if its code may be used on a client's socket (LNK-34). With any other, the server lets its clients go for a
 * reason of its own: 1001 comes before `unloaded`, to everyone in the room. They have done nothing, so their sockets stay and they join
 * again; and a code from 4000 on, which LNK-34 would make of it, would end them for good (CON-9).
 */
function kickOf(id: ClientId, code: number): ControlFromMonolith {
  if (!isKickCode(code)) return { action: 'let-go', id };
  return { action: 'kick', room: null, id, code, reason: '' };
}
