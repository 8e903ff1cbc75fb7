/** The link between Balancer and Monolith: reading and writing its frames. For servers; it brings zod with it. */
export { spliceClientMessage, type ClientEnvelope } from './link/client-envelope.ts';
export type { LinkDialect, MonolithAbilities } from './link/dialect.ts';
export { LINK_DIALECTS, type DialectName } from './link/dialects.ts';
export { readFromMonolith, type ControlFromMonolith, type FromMonolith } from './link/from-monolith.ts';
export { readFromBalancer, type FromBalancer, type Origin } from './link/from-balancer.ts';
export { sliceValue } from './link/slice.ts';
export { writeBalancerControl, writeMonolithControl, writeToClients } from './link/write.ts';
export type { BalancerControl, Init, Membership, MonolithControl } from './schemas/link.ts';
