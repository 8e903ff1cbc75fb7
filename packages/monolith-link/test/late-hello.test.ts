import { describe, expect, it } from 'bun:test';
import { LIMITS } from '@usher/protocol';
import { MONOLITH_DIALECTS } from '@usher/protocol/link';
import { BalancerTable } from '../src/core/balancer-table.ts';
import { LinkConnection } from '../src/core/link-connection.ts';
import { Speaker } from '../src/core/speaker.ts';

describe('a Balancer that does not say who it is', () => {
  for (const [rule, name, code] of [
    ['LNK-15', 'seed', 4408],
    ['OTT-1', 'ott', 1002],
  ] as const) {
    it(`[${rule}] is closed with ${code} after 10 s, in the dialect ${name}`, () => {
      const closes: number[] = [];
      const socket = {
        peerAddress: 'here',
        send() {},
        ping() {},
        terminate() {},
        close: (closed: number) => void closes.push(closed),
        unsentBytes: () => 0,
      };
      const events = {
        joined() {},
        said() {},
        left() {},
        suspended() {},
        load() {},
        unload() {},
        rooms: () => [],
      };
      const counters = { protocolErrors: 0, unknownClient: 0, replaced: 0, delayedJoins: 0 };
      const dialect = MONOLITH_DIALECTS[name];
      const table = new BalancerTable(events, counters);
      const connection = new LinkConnection(
        {
          dialect,
          table,
          speaker: new Speaker(dialect, table),
          ...{ events, counters, established() {}, protocolError() {} },
        },
        socket,
        { address: 'here', verifyHello: () => undefined, now: 0 },
      );
      connection.tick(LIMITS.initTimeoutMs - 1);
      expect(closes).toEqual([]);
      connection.tick(LIMITS.initTimeoutMs);
      expect(closes).toEqual([code]);
    });
  }
});
