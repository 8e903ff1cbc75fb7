import type { ClientId } from '../ids.ts';
import type { z } from 'zod';
import type { balancerControl, Membership, monolithControl } from '../schemas/link.ts';
import { spliceClientMessage, type ClientEnvelope } from './client-envelope.ts';
import type { Origin } from './from-balancer.ts';

/** A client's envelope: all but its message (LNK-20). */
export function seedEnvelope(origin: Origin): ClientEnvelope {
  const { token, room, client } = origin;
  const prefix = `{"token":${JSON.stringify(token)},"room":${JSON.stringify(room)},"id":${JSON.stringify(client)},"message":`;
  return { origin, prefix, suffix: '}' };
}

/** Join or Leave (LNK-24, LNK-25). */
export const writeMembership = (envelope: ClientEnvelope, request: Membership): string =>
  spliceClientMessage(envelope, JSON.stringify({ action: 'req', request }));

/** Monolith → one client, or with `client` `null` to everyone in the room. `message` is JSON text (LNK-22). */
export function writeToClients(room: string, client: ClientId | null, message: string): string {
  const id = client === null ? '' : `"id":${JSON.stringify(client)},`;
  return `{"room":${JSON.stringify(room)},${id}"message":${message}}`;
}

export const writeMonolithControl = (control: z.input<typeof monolithControl>): string =>
  JSON.stringify(control);

export const writeBalancerControl = (control: z.input<typeof balancerControl>): string =>
  JSON.stringify(control);
