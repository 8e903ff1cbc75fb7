/** The link between Balancer and Monolith: reading and writing its frames. For servers; it brings zod with it. */
export { readFromMonolith, type FromMonolith } from './link/from-monolith.ts';
export { readFromBalancer, type FromBalancer, type Origin } from './link/from-balancer.ts';
export { sliceValue } from './link/slice.ts';
export {
  clientEnvelopePrefix,
  spliceClientMessage,
  writeBalancerControl,
  writeMembership,
  writeMonolithControl,
  writeToClients,
} from './link/write.ts';
export type { BalancerControl, Init, Membership, MonolithControl } from './schemas/link.ts';
