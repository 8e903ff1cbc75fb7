import { clientId, roomKey, type ClientId, type RoomKey } from '../ids.ts';
import {
  BALANCER_ACTIONS,
  balancerControl,
  membershipMessage,
  type BalancerControl,
  type Membership,
} from '../schemas/link.ts';
import { describeIssues } from './describe-issues.ts';
import { isObject, parseObject } from './parse-object.ts';

/** One frame of a Balancer, as the Monolith reads it. */
export type FromBalancer =
  | {
      readonly kind: 'join';
      readonly origin: Origin;
      /** The room in the case that its Balancer writes it: it is answered in the same (OTT-5). */
      readonly roomName: string;
      readonly request: Extract<Membership, { type: 0 }>;
    }
  | { readonly kind: 'leave'; readonly origin: Sender; readonly request: Extract<Membership, { type: 1 }> }
  | { readonly kind: 'said'; readonly origin: Sender; readonly message: Readonly<Record<string, unknown>> }
  /** A Join that wants an answer, to a room that cannot be (OTT-3). */
  | { readonly kind: 'nowhere'; readonly client: ClientId; readonly roomName: string }
  | { readonly kind: 'control'; readonly control: ControlFromBalancer }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'error'; readonly reason: string };

/** Who says something. `room` is `null` where the dialect names it in the Join alone (OTT-2). */
interface Sender {
  readonly room: RoomKey | null;
  readonly client: ClientId;
}

/** Whose message it is (LNK-20). */
export interface Origin extends Sender {
  readonly token: string;
  readonly room: RoomKey;
}

type SeedUnload = Extract<BalancerControl, { action: 'unload' }>;

/** What a Balancer says to the Monolith itself, in whichever dialect. */
export type ControlFromBalancer =
  | Exclude<BalancerControl, SeedUnload>
  /** `epoch` is `null` where the dialect does not name it: the room is meant, whatever its epoch (OTT-4). */
  | (Omit<SeedUnload, 'epoch'> & { readonly epoch: number | null })
  /** The room shall be loaded, though nobody joins it yet (OTT-2). */
  | { readonly action: 'load'; readonly room: RoomKey };

/** Reads one text frame of a Balancer (LNK-3, LNK-20, LNK-24, LNK-25). */
export function readFromBalancer(frame: string): FromBalancer {
  const object = parseObject(frame);
  if (object === null) return { kind: 'error', reason: 'not a JSON object' };
  if (Object.hasOwn(object, 'message')) return readEnvelope(object);
  const action = object['action'];
  if (action === undefined) return { kind: 'error', reason: 'neither "message" nor "action"' };
  if (typeof action !== 'string') return { kind: 'error', reason: '"action" must be a string' };
  if (!BALANCER_ACTIONS.has(action)) return { kind: 'unknown' };
  const control = balancerControl.safeParse(object);
  if (!control.success) return { kind: 'error', reason: describeIssues(action, control.error) };
  return { kind: 'control', control: control.data };
}

function readEnvelope(object: Record<string, unknown>): FromBalancer {
  const { token, room: roomName, id, message } = object;
  if (typeof token !== 'string') return { kind: 'error', reason: '"token" must be a string' };
  if (typeof id !== 'string' || id === '') return { kind: 'error', reason: '"id" must be a string' };
  if (!isObject(message)) return { kind: 'error', reason: '"message" must be an object' };
  const room = typeof roomName === 'string' ? roomKey(roomName) : null;
  if (room === null) return { kind: 'error', reason: '"room" must be a room name' };
  const origin = { token, room, client: clientId(id) };
  if (!isMembership(message)) return { kind: 'said', origin, message };
  const membership = membershipMessage.safeParse(message);
  if (!membership.success) return { kind: 'error', reason: describeIssues('membership', membership.error) };
  const { request } = membership.data;
  if (request.type === 1) return { kind: 'leave', origin, request };
  return { kind: 'join', origin, roomName: String(roomName), request };
}

/** Only the Balancer originates Join and Leave: in an envelope they are its own words (LNK-26). */
function isMembership(message: Record<string, unknown>): boolean {
  if (message['action'] !== 'req') return false;
  const request = message['request'];
  return isObject(request) && (request['type'] === 0 || request['type'] === 1);
}
