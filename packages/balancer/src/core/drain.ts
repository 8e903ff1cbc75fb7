import { CloseCode } from '@usher/protocol';
import { close } from './joins.ts';
import type { Client } from './records.ts';
import type { Tables } from './tables.ts';

/** How long after the drain a client's place is still kept: it comes back through another Balancer, with backoff (LNK-25). */
const AWAY_GRACE_MS = 15_000;

/** Takes no new client and gives each that is here its time to go, spread evenly: they must not all come back at once (BAL-32). */
export function drain(t: Tables, forMs: number): void {
  if (t.drainedAt !== null) return;
  t.drainedAt = t.now + forMs;
  let index = 0;
  for (const client of t.clients.values())
    t.departing.set(client, t.now + (forMs * index++) / t.clients.size);
  departDue(t);
}

/** Sends those away whose time has come. */
export function departDue(t: Tables): void {
  for (const client of t.departing.takeDue(t.now)) depart(t, client);
}

/** Closes a client's socket so that it comes back through another Balancer. Its room is not told that it left (LNK-41). */
export function depart(t: Tables, client: Client): void {
  const leftMs = Math.max(0, (t.drainedAt ?? t.now) - t.now);
  close(t, client, CloseCode.BalancerRestarting, 'this server is restarting', leftMs + AWAY_GRACE_MS);
}
