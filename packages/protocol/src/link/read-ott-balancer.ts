import { balancerId, clientId, roomKey } from '../ids.ts';
import { OTT_BALANCER_TYPES, ottBalancerMessage, type OttBalancerMessage } from '../schemas/ott-balancer.ts';
import { describeIssues } from './describe-issues.ts';
import type { FromBalancer } from './from-balancer.ts';
import { isObject, parseObject } from './parse-object.ts';

/** Reads one text frame of an OpenTogetherTube balancer (OTT-1, OTT-2). */
export function readFromOttBalancer(frame: string): FromBalancer {
  const object = parseObject(frame);
  if (object === null) return { kind: 'error', reason: 'not a JSON object' };
  const type = object['type'];
  if (typeof type !== 'string') return { kind: 'error', reason: '"type" must be a string' };
  if (!OTT_BALANCER_TYPES.has(type)) return { kind: 'unknown' };
  const message = ottBalancerMessage.safeParse(object);
  if (!message.success) return { kind: 'error', reason: describeIssues(type, message.error) };
  return meaningOf(message.data);
}

/** The same in the words of the link. */
function meaningOf({ type, payload }: OttBalancerMessage): FromBalancer {
  switch (type) {
    case 'init':
      return { kind: 'control', control: { action: 'hello', id: balancerId(payload.id), region: 'unknown' } };
    case 'join':
      return joinOf(payload);
    case 'leave':
      return {
        kind: 'leave',
        origin: { room: null, client: clientId(payload.client) },
        request: { type: 1 },
      };
    case 'client_msg':
      return saidBy(payload.client_id, payload.payload);
    case 'load':
    case 'unload':
      return controlOf(type, payload.room);
  }
}

function joinOf({
  room: roomName,
  client: id,
  token,
}: {
  room: string;
  client: string;
  token: string;
}): FromBalancer {
  const client = clientId(id);
  const room = roomKey(roomName);
  if (room === null) return { kind: 'nowhere', client, roomName };
  return { kind: 'join', origin: { token, room, client }, roomName, request: { type: 0 } };
}

/**
 * Whatever a client says stays the client's: a Join or a Leave in it is none (LNK-26), and what is no object is no mistake of the Balancer,
 * which may have checked nothing, so that no client can bring the link down.
 */
function saidBy(client: string, message: unknown): FromBalancer {
  if (!isObject(message)) return { kind: 'unknown' };
  return { kind: 'said', origin: { room: null, client: clientId(client) }, message };
}

/** `unload` says that another server has the room, and has the older epoch (OTT-4). */
function controlOf(type: 'load' | 'unload', roomName: string): FromBalancer {
  const room = roomKey(roomName);
  if (room === null) return { kind: 'unknown' }; // no such room is loaded, or could be
  if (type === 'load') return { kind: 'control', control: { action: 'load', room } };
  return { kind: 'control', control: { action: 'unload', room, epoch: null, reason: 'duplicate' } };
}
