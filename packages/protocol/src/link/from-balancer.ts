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
  | { readonly kind: 'membership'; readonly origin: Origin; readonly membership: Membership }
  | { readonly kind: 'said'; readonly origin: Origin; readonly message: Readonly<Record<string, unknown>> }
  | { readonly kind: 'control'; readonly control: BalancerControl }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'error'; readonly reason: string };

/** Whose message it is (LNK-20). */
export interface Origin {
  readonly token: string;
  readonly room: RoomKey;
  readonly client: ClientId;
}

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
  const { token, room: name, id, message } = object;
  if (typeof token !== 'string') return { kind: 'error', reason: '"token" must be a string' };
  if (typeof id !== 'string' || id === '') return { kind: 'error', reason: '"id" must be a string' };
  if (!isObject(message)) return { kind: 'error', reason: '"message" must be an object' };
  const room = typeof name === 'string' ? roomKey(name) : null;
  if (room === null) return { kind: 'error', reason: '"room" must be a room name' };
  const origin = { token, room, client: clientId(id) };
  if (!isMembership(message)) return { kind: 'said', origin, message };
  const membership = membershipMessage.safeParse(message);
  if (!membership.success) return { kind: 'error', reason: describeIssues('membership', membership.error) };
  return { kind: 'membership', origin, membership: membership.data.request };
}

/** Only the Balancer originates Join and Leave: in an envelope they are its own words (LNK-26). */
function isMembership(message: Record<string, unknown>): boolean {
  if (message['action'] !== 'req') return false;
  const request = message['request'];
  return isObject(request) && (request['type'] === 0 || request['type'] === 1);
}
