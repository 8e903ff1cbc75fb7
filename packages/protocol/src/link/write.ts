import type { ClientId, RoomKey } from '../ids.ts';
import type { z } from 'zod';
import type { balancerControl, Membership, monolithControl } from '../schemas/link.ts';
import type { Origin } from './from-balancer.ts';

/** All of a client's envelope that stands before its message: made once per client and Join (LNK-20). */
export function clientEnvelopePrefix({ token, room, client }: Origin): string {
  return `{"token":${JSON.stringify(token)},"room":${JSON.stringify(room)},"id":${JSON.stringify(client)},"message":`;
}

/** A client's message in its envelope: spliced, never re-encoded. `message` has passed `checkClientMessage` (LNK-21). */
export const spliceClientMessage = (prefix: string, message: string): string => `${prefix}${message}}`;

/** Join or Leave (LNK-24, LNK-25). */
export const writeMembership = (prefix: string, request: Membership): string =>
  spliceClientMessage(prefix, JSON.stringify({ action: 'req', request }));

/** Monolith → one client, or with `client` `null` to everyone in the room. `message` is JSON text (LNK-22). */
export function writeToClients(room: RoomKey, client: ClientId | null, message: string): string {
  const id = client === null ? '' : `"id":${JSON.stringify(client)},`;
  return `{"room":${JSON.stringify(room)},${id}"message":${message}}`;
}

export const writeMonolithControl = (control: z.input<typeof monolithControl>): string =>
  JSON.stringify(control);

export const writeBalancerControl = (control: z.input<typeof balancerControl>): string =>
  JSON.stringify(control);
