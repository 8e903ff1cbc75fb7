import { LinkCloseCode } from '../close-codes.ts';
import { readFromBalancer } from './from-balancer.ts';
import type { MonolithDialect } from './monolith-dialect.ts';
import { writeSeedGossip } from './seed-gossip.ts';
import { writeMonolithControl, writeToClients } from './write.ts';

/** The Monolith's half of the seed's envelopes and control messages (spec 1). */
export const seedMonolithDialect: MonolithDialect = {
  isAuthenticated: true,
  needsHello: false,
  lateHelloCode: LinkCloseCode.HandshakeTimeout,
  read: readFromBalancer,
  writeInit: (facts) => writeMonolithControl({ action: 'init', ...facts }),
  writeToClients,
  writeGossip: writeSeedGossip,
  writeControl: (control) => [writeMonolithControl(control)],
};
