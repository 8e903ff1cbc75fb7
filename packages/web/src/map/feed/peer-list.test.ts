import { describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { peerAddresses } from './operator-api.ts';
import { PeerList } from './peer-list.ts';
import { FakeOperatorsPort, type Answer } from './testing/operators-port.ts';

const whole = (...body: readonly string[]): Answer => ({ kind: 'whole', body });

function createList(...answers: readonly Answer[]) {
  const port = new FakeOperatorsPort(...answers);
  const found: (readonly string[])[] = [];
  const list = new PeerList({
    ask: (stopped) => peerAddresses(stopped, port.origin),
    found: (addresses) => void found.push(addresses),
    askEveryMs: 1,
  });
  list.start();
  const close = () => {
    list.stop();
    port[Symbol.dispose]();
  };
  return { port, found, list, [Symbol.dispose]: close };
}

describe('the list of other Balancers', () => {
  it('[WEB-20] is asked for again and again', async () => {
    using asking = createList(whole('10.0.0.1:8089'), whole('10.0.0.1:8089', '10.0.0.2:8089'));
    await until('it has been told twice', () => asking.found.length >= 2);
    expect(asking.found.slice(0, 2)).toEqual([['10.0.0.1:8089'], ['10.0.0.1:8089', '10.0.0.2:8089']]);
  });

  it('[WEB-20] an answer that breaks off changes nothing, and is asked for again', async () => {
    using asking = createList({ kind: 'cut' }, { kind: 'cut' }, whole('10.0.0.1:8089'));
    await until('there is an answer', () => asking.found.length > 0);
    expect(asking.found[0]).toEqual(['10.0.0.1:8089']);
    expect(asking.port.asked).toBeGreaterThanOrEqual(3);
  });

  it('[WEB-20] an answer that is still on its way is given up with the page', async () => {
    using asking = createList({ kind: 'stalled' });
    await until('it is asked for', () => asking.port.asked === 1);
    asking.list.stop();
    asking.list.start();
    await until('the next page asks anew', () => asking.port.asked === 2);
    expect(asking.found).toEqual([]);
  });
});
