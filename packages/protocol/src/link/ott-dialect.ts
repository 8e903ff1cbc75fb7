import type { z } from 'zod';
import { LIMITS } from '../limits.ts';
import type { balancerControl } from '../schemas/link.ts';
import type { LinkDialect } from './dialect.ts';
import { readFromOttServer } from './read-ott-server.ts';

/** The tagged form that OpenTogetherTube's servers speak (spec 6). */
export const ottDialect: LinkDialect = {
  initTimeoutMs: LIMITS.ottInitTimeoutMs,
  isAuthenticated: false,
  greeting: (id) => write('init', { id }),
  abilitiesOf: () => ({ answersJoins: true, reportsRooms: true, understandsControl: false }),
  read: readFromOttServer,
  envelopeOf: (origin) => ({
    origin,
    prefix: `{"type":"client_msg","payload":{"client_id":${JSON.stringify(origin.client)},"payload":`,
    suffix: '}}',
  }),
  // OTT-6: a Join says neither that its client was there before nor where it comes from.
  writeMembership: ({ origin: { room, client, token } }, { type }) =>
    type === 0 ? write('join', { room, client, token }) : write('leave', { client }),
  writeControl,
};

/** Of the Balancer's control messages it knows `unload`, without the epoch (OTT-2). */
function writeControl(control: z.input<typeof balancerControl>): string | null {
  return control.action === 'unload' ? write('unload', { room: control.room }) : null;
}

const write = (type: string, payload: unknown): string => JSON.stringify({ type, payload });
