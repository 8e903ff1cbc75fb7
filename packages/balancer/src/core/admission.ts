import { LIMITS } from '@usher/protocol';
import { openJoin, type Client, type Monolith } from './records.ts';
import type { Tables } from './tables.ts';

/** Whether the client's Join to `at` has to wait; then it stands in the line there (BAL-12). */
export function mustWait(t: Tables, client: Client, at: Monolith): boolean {
  const { joins } = at;
  if (client.line === joins) return true;
  leaveLine(client);
  const isFree = joins.inFlight < t.options.joinsInFlightMax && joins.waiting === 0;
  if (isFree || !at.answersJoins) return false; // without answers, it is in flight only while it is written
  joins.add(client);
  t.count('join-waits');
  return true;
}

/** A Join was written. */
export function joinBegun(t: Tables, client: Client, at: Monolith): void {
  if (!at.answersJoins) return;
  at.joins.inFlight++;
  t.joining.set(client, t.now + LIMITS.joinInFlightMs);
}

/** It is answered, or its client has no use for it any more. */
export function joinEnded(t: Tables, client: Client, at: Monolith): void {
  if (!t.joining.has(client)) return;
  t.joining.delete(client);
  land(t, at);
}

/** A Monolith that does not answer holds nobody up for longer than this. */
export function joinsOverdue(t: Tables): void {
  for (const client of t.joining.takeDue(t.now)) {
    const at = openJoin(client);
    if (at !== null) land(t, at);
  }
}

function land(t: Tables, at: Monolith): void {
  at.joins.inFlight--;
  t.openings.add(at);
}

export function leaveLine(client: Client): void {
  client.line?.remove(client);
}

/** Tells a Monolith that is back that all have been re-joined there, once that is so (LNK-41). */
export function tellResumed(t: Tables, at: Monolith): void {
  at.joins.owesResumed = at.joins.waiting > 0;
  if (!at.joins.owesResumed) t.emit({ kind: 'resumed', at });
}
