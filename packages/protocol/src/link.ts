/** The link between Balancer and Monolith: reading and writing its frames. For servers; it brings zod with it. */
export { spliceClientMessage, type ClientEnvelope } from './link/client-envelope.ts';
export type { LinkDialect, MonolithAbilities } from './link/dialect.ts';
export { LINK_DIALECTS, MONOLITH_DIALECTS, type DialectName } from './link/dialects.ts';
export { readFromMonolith, type ControlFromMonolith, type FromMonolith } from './link/from-monolith.ts';
export type { ControlFromBalancer, FromBalancer, Origin } from './link/from-balancer.ts';
export type { ControlToBalancer, LoadedRoom, MonolithDialect } from './link/monolith-dialect.ts';
export { sliceValue } from './link/slice.ts';
export type { BalancerControl, Init, Membership, MonolithControl } from './schemas/link.ts';
