import type { z } from 'zod';
import type { BalancerId } from '../ids.ts';
import type { balancerControl, Init, Membership } from '../schemas/link.ts';
import type { ClientEnvelope } from './client-envelope.ts';
import type { Origin } from './from-balancer.ts';
import type { FromMonolith } from './from-monolith.ts';

/**
 * How a Balancer and a Monolith put what they say into frames, seen from the Balancer. Whatever the dialect, what is said is the same:
 * nothing above knows which one is spoken.
 */
export interface LinkDialect {
  /** How long the Balancer waits for `init` (LNK-14, OTT-1). */
  readonly initTimeoutMs: number;
  /** Whether the handshake proves both ends to each other (LNK-13). */
  readonly isAuthenticated: boolean;
  /** What the Balancer says at once on connecting, before it knows to whom; `null` if it waits for `init`. */
  greeting(balancer: BalancerId): string | null;
  /** What the Monolith that has sent this `init` can do. */
  abilitiesOf(init: Init): MonolithAbilities;
  /** Reads one text frame of a Monolith (LNK-3). */
  read(frame: string): FromMonolith;
  envelopeOf(origin: Origin): ClientEnvelope;
  /** Join or Leave (LNK-24, LNK-25). */
  writeMembership(envelope: ClientEnvelope, request: Membership): string;
  /** A control message; `null` if the dialect has no such word. */
  writeControl(control: z.input<typeof balancerControl>): string | null;
}

/** What a Monolith can do, as far as a Balancer has to know. */
export interface MonolithAbilities {
  /** It answers every Join: with the first message for that client, or a kick (CON-3). */
  readonly answersJoins: boolean;
  /** It says which rooms it has (LNK-31). */
  readonly reportsRooms: boolean;
  /**
   * It keeps the clients of a lost link for a while, and gives rooms up as planned (LNK-37, LNK-41). One that does not learns about
   * clients from Joins and Leaves alone.
   */
  readonly understandsControl: boolean;
}
