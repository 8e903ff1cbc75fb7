import { percentile } from '@usher/kit/testing';
import { atMost, type Bar } from '../../src/measuring/bar.ts';
import type { Tally } from '../checking/conversation.ts';
import type { Disagreement } from '../crowd/agreement.ts';
import type { ClientRecord } from '../crowd/client-record.ts';
import type { Guarantee, Inflicted } from '../faults/fault.ts';
import { firstAttempts, shortestSpanMs } from './attempts.ts';
import { waitsOf } from './timing.ts';

/** What a step has come to. */
export interface Observed {
  readonly inflicted: Inflicted;
  readonly records: readonly ClientRecord[];
  readonly tally: Tally;
  /** Rooms in which not everyone was heard in the end. */
  readonly unsettled: number;
  /** How many have left for good while the fault was on. */
  readonly left: number;
  /** Half a minute later. */
  readonly disagreement: Disagreement;
  /** Clients who heard a Monolith that had lost their room, so far. */
  readonly outOfTurn: number;
  /** Rooms that two Monoliths had under one epoch, so far. */
  readonly contested: number;
}

export interface StepResult {
  readonly clients: number;
  /** Who had to wait to be served again. */
  readonly touched: number;
  readonly closed: number;
  /** Connections that came to nothing; whoever made them tried again. */
  readonly refusals: number;
  /** How long they waited, ms; `null` where nobody did. */
  readonly wait: { readonly p50: number; readonly p99: number; readonly max: number } | null;
  readonly left: number;
  /** Those whom somebody still sees in the end, though they have left. */
  readonly ghosts: number;
  /** Within what time as many as were to came back made their first attempt, ms; `null` where nobody was asked to hurry. */
  readonly attemptsMs: number | null;
  readonly tally: Tally;
  readonly bars: readonly Bar[];
}

const SERVED = 'the slowest is served again, ms';
const ATTEMPTS = 'the clients of a storm try again, all within, ms';
const LOST = 'lost';
const SEEN = 'seen to leave or come';

/** What processes that do not get the CPU cannot keep: who has not renewed a session serves nobody (OWN-3). */
export const NEEDS_CPU: readonly string[] = [SERVED, ATTEMPTS, LOST, SEEN];

/** Holds a step against what is promised (CHA-2). */
export function resultOf(observed: Observed, guarantee: Guarantee): StepResult {
  const { inflicted, records, tally, disagreement } = observed;
  const waits = records.map((record) => waitsOf(record, inflicted.timing));
  const all = waits.flat();
  const wait =
    all.length === 0
      ? null
      : { p50: percentile(all, 0.5), p99: percentile(all, 0.99), max: percentile(all, 1) };
  const closes = records.flatMap((record) => record.closes);
  const attemptsMs = attemptsWithin(observed, guarantee);
  return {
    clients: records.length,
    touched: waits.filter(({ length }) => length > 0).length,
    closed: records.filter((record) => record.closes.length > 0).length,
    refusals: records.reduce((sum, record) => sum + record.refusals, 0),
    wait,
    left: observed.left,
    ghosts: disagreement.ghosts,
    attemptsMs,
    tally,
    bars: [
      atMost(SERVED, wait?.max ?? 0, guarantee.servedWithinMs),
      { what: 'somebody was touched', value: all.length, limit: 1, is: 'at-least' },
      none('not served again', inflicted.unserved),
      none(
        'sockets closed that need not',
        closes.filter(({ origin }) => origin !== inflicted.lostOrigin).length,
      ),
      none('doubled', tally.doubled),
      none('reordered', tally.reordered),
      none('of another room, or never said', tally.stray),
      none('heard in another order than by others', tally.disagreements),
      none('rooms where not all are heard in the end', observed.unsettled),
      none('ghosts', disagreement.ghosts),
      none('people who are there and not seen', disagreement.missing),
      none('rooms of which not all hear the same Monolith', disagreement.torn),
      ...(observed.left === 0
        ? [{ what: 'somebody left', value: 0, limit: 1, is: 'at-least' as const }]
        : []),
      ...(guarantee.atOnce === undefined ? [] : [attemptsBar(attemptsMs, guarantee.atOnce)]),
      ...(inflicted.bars ?? []),
      none('clients served by who had lost the room', observed.outOfTurn),
      none('rooms on two Monoliths under one epoch', observed.contested),
      ...(guarantee.losesNothing ? [none(LOST, tally.lost)] : []),
      ...(guarantee.isSilent
        ? [
            none(
              SEEN,
              records.reduce((sum, { comings }) => sum + comings, 0),
            ),
          ]
        : []),
    ],
  };
}

function attemptsWithin({ inflicted, records }: Observed, { atOnce }: Guarantee): number | null {
  if (atOnce === undefined || inflicted.lostOrigin === null) return null;
  return shortestSpanMs(firstAttempts(records, inflicted.lostOrigin), atOnce.clients);
}

/** Says nothing of the site: the step was not what it has to be (CHA-1). */
const attemptsBar = (
  attemptsMs: number | null,
  { clients, withinMs }: NonNullable<Guarantee['atOnce']>,
): Bar => ({
  ...atMost(ATTEMPTS, attemptsMs ?? NaN, withinMs),
  note: `NOT MEASURED AS ASKED: ${clients} clients had to try again within ${withinMs} ms. They were late, which is the load generator's fault, not the site's`,
});

const none = (what: string, value: number) => atMost(what, value, 0);
