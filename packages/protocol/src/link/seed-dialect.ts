import { LIMITS } from '../limits.ts';
import type { LinkDialect } from './dialect.ts';
import { readFromMonolith } from './from-monolith.ts';
import { seedEnvelope, writeBalancerControl, writeMembership } from './write.ts';

/** The seed's envelopes and control messages, of full peers and of those that know only the seed (spec 1). */
export const seedDialect: LinkDialect = {
  initTimeoutMs: LIMITS.initTimeoutMs,
  isAuthenticated: true,
  greeting: () => null,
  abilitiesOf: ({ version }) => {
    const isFull = typeof version === 'number';
    return { answersJoins: isFull, reportsRooms: isFull, understandsControl: isFull };
  },
  read: readFromMonolith,
  envelopeOf: seedEnvelope,
  writeMembership,
  writeControl: writeBalancerControl,
};
