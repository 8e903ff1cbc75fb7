import { percentile } from '@usher/kit/testing';
import { atMost, type Bar } from '../../src/measuring/bar.ts';
import type { Tally } from '../checking/conversation.ts';
import type { ClientRecord } from '../crowd/client-record.ts';
import type { Guarantee, Inflicted } from '../faults/fault.ts';
import { waitsOf } from './timing.ts';

/** What a step has come to. */
export interface Observed {
  readonly inflicted: Inflicted;
  readonly records: readonly ClientRecord[];
  readonly tally: Tally;
  /** Rooms in which not everyone was heard in the end. */
  readonly unsettled: number;
  /** Rooms in which somebody saw a ghost or missed someone half a minute later. */
  readonly ghosts: number;
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
  readonly tally: Tally;
  readonly bars: readonly Bar[];
}

const SERVED = 'the slowest is served again, ms';
const LOST = 'lost';
const SEEN = 'seen to leave or come';

/** What processes that do not get the CPU cannot keep: who has not renewed a session serves nobody (OWN-3). */
export const NEEDS_CPU: readonly string[] = [SERVED, LOST, SEEN];

/** Holds a step against what is promised (CHA-2). */
export function resultOf(observed: Observed, guarantee: Guarantee): StepResult {
  const { inflicted, records, tally } = observed;
  const waits = records.map((record) => waitsOf(record, inflicted.timing));
  const all = waits.flat();
  const wait =
    all.length === 0
      ? null
      : { p50: percentile(all, 0.5), p99: percentile(all, 0.99), max: percentile(all, 1) };
  const closes = records.flatMap((record) => record.closes);
  return {
    clients: records.length,
    touched: waits.filter(({ length }) => length > 0).length,
    closed: records.filter((record) => record.closes.length > 0).length,
    refusals: records.reduce((sum, record) => sum + record.refusals, 0),
    wait,
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
      none('rooms with ghosts', observed.ghosts),
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

const none = (what: string, value: number) => atMost(what, value, 0);
