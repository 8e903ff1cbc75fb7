import { describe, expect, it } from 'bun:test';
import { atMost, holds } from '../../src/measuring/bar.ts';
import type { ClientRecord } from '../crowd/client-record.ts';
import { resultOf, type Observed } from './step-result.ts';

const TALLY = { lost: 0, doubled: 0, reordered: 0, stray: 0, disagreements: 0 };
const NO_DISAGREEMENT = { ghosts: 0, missing: 0, torn: 0, examples: [] };
const GUARANTEE = { servedWithinMs: 1000, losesNothing: true, isSilent: true };

function client(record: Partial<ClientRecord> = {}): ClientRecord {
  return { closes: [], served: [], silences: [], comings: 0, attempts: [], refusals: 0, ...record };
}

const servedAt = (at: number) => client({ served: [{ at, unheardSince: at, monolith: 'm' }] });

function observed(other: Partial<Observed> = {}): Observed {
  return {
    inflicted: { timing: { from: 'fault', at: 5000 }, unserved: 0, lostOrigin: null },
    records: [servedAt(5500), servedAt(4000), servedAt(6000), client()],
    tally: TALLY,
    unsettled: 0,
    left: 3,
    disagreement: NO_DISAGREEMENT,
    outOfTurn: 0,
    contested: 0,
    ...other,
  };
}

const missed = (what: Observed, guarantee = GUARANTEE) =>
  resultOf(what, guarantee)
    .bars.filter((bar) => holds(bar) === false)
    .map((bar) => bar.what);

describe('a step, held against what is promised', () => {
  it('[CHA-2] counts whom the fault has touched, and how long they waited', () => {
    expect(resultOf(observed(), GUARANTEE)).toMatchObject({
      clients: 4,
      touched: 2,
      closed: 0,
      wait: { p50: 500, p99: 1000, max: 1000 },
    });
    expect(missed(observed())).toEqual([]);
  });

  const close = (origin: string) => client({ closes: [{ at: 5100, code: 1006, origin }] });

  it.each<[string, Partial<Observed>]>([
    ['the slowest is served again, ms', { records: [servedAt(6001)] }],
    ['somebody was touched', { records: [client()] }],
    ['not served again', { inflicted: { ...observed().inflicted, unserved: 1 } }],
    ['sockets closed that need not', { records: [servedAt(5500), close('one')] }],
    ['lost', { tally: { ...TALLY, lost: 1 } }],
    ['doubled', { tally: { ...TALLY, doubled: 1 } }],
    ['reordered', { tally: { ...TALLY, reordered: 1 } }],
    ['of another room, or never said', { tally: { ...TALLY, stray: 1 } }],
    ['heard in another order than by others', { tally: { ...TALLY, disagreements: 1 } }],
    ['rooms where not all are heard in the end', { unsettled: 1 }],
    ['ghosts', { disagreement: { ...NO_DISAGREEMENT, ghosts: 1 } }],
    ['people who are there and not seen', { disagreement: { ...NO_DISAGREEMENT, missing: 1 } }],
    ['rooms of which not all hear the same Monolith', { disagreement: { ...NO_DISAGREEMENT, torn: 1 } }],
    ['somebody left', { left: 0 }],
    ['logins', { inflicted: { ...observed().inflicted, bars: [atMost('logins', 2, 1)] } }],
    ['clients served by who had lost the room', { outOfTurn: 1 }],
    ['rooms on two Monoliths under one epoch', { contested: 1 }],
    ['seen to leave or come', { records: [servedAt(5500), client({ comings: 1 })] }],
  ])('[CHA-2] misses "%s", and nothing else', (bar, other) => {
    expect(missed(observed(other))).toEqual([bar]);
  });

  it('[CHA-2] lets a crash lose messages, and a lost Balancer close the sockets of its own clients', () => {
    const crash = observed({
      inflicted: { timing: { from: 'close' }, unserved: 0, lostOrigin: 'one' },
      records: [{ ...close('one'), ...pickServed(servedAt(5900)) }],
      tally: { ...TALLY, lost: 3 },
    });
    expect(missed(crash, { ...GUARANTEE, losesNothing: false })).toEqual([]);
    expect(resultOf(crash, GUARANTEE)).toMatchObject({ touched: 1, closed: 1, wait: { max: 800 } });
  });
});

describe('a storm', () => {
  const back = (at: number) => ({
    ...client({ closes: [{ at: 5000, code: 1006, origin: 'one' }], attempts: [at] }),
    ...pickServed(servedAt(at + 10)),
  });
  const guarantee = { ...GUARANTEE, servedWithinMs: 9000, atOnce: { clients: 2, withinMs: 1000 } };
  const storm = (...attempts: number[]) =>
    observed({
      inflicted: { timing: { from: 'close' }, unserved: 0, lostOrigin: 'one' },
      records: attempts.map(back),
    });

  it('[CHA-1] is one if as many as were asked for came back close together', () => {
    expect(missed(storm(5500, 6500, 9000), guarantee)).toEqual([]);
    expect(resultOf(storm(5500, 6500, 9000), guarantee).attemptsMs).toBe(1000);
  });

  it.each([[[5500, 6501]], [[5500]]])(
    '[CHA-1] is none with attempts at %p, and says whose fault that is',
    (attempts) => {
      expect(missed(storm(...attempts), guarantee)).toEqual([
        'the clients of a storm try again, all within, ms',
      ]);
      const bar = resultOf(storm(...attempts), guarantee).bars.find((each) => holds(each) === false);
      expect(bar?.note).toContain('NOT MEASURED AS ASKED');
    },
  );
});

const pickServed = ({ served }: ClientRecord) => ({ served });
