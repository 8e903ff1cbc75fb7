import { describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { clientId, LIMITS } from '@usher/protocol';
import { key, NotingMonolith } from './noting-monolith.ts';
import { c1, c2, fullPeer, type Peer } from './peer.ts';

const MEGABYTE = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });

/** Sends until more than `bytes` wait for Balancers that do not read. */
function fill(monolith: NotingMonolith, bytes: number): void {
  while (monolith.link.unsentBytes <= bytes) monolith.link.broadcast(key('foo'), MEGABYTE);
}

async function behindPeer(monolith: NotingMonolith): Promise<Peer> {
  const peer = await fullPeer(monolith, 'b1');
  peer.join(c1);
  await until('it has joined', () => monolith.notes.length === 1);
  peer.pause();
  fill(monolith, 8 * LIMITS.linkQueueHighBytes); // what the system still takes off it changes nothing
  return peer;
}

describe('a Balancer that does not read', () => {
  it('[LNK-50] [LNK-4] gets its Joins answered when it reads again, in order; who has joined is heard meanwhile', async () => {
    await using monolith = new NotingMonolith();
    using peer = await behindPeer(monolith);
    peer.join(c2);
    peer.say(c2, { action: 'x' });
    peer.join({ ...c2, id: 'c3' }, { resume: true });
    peer.send({ action: 'resumed' });
    peer.leave(c2);
    peer.say(c1, { action: 'x' });
    await until('the other one is heard', () => monolith.notes.includes('said c1'));
    expect(monolith.notes.slice(1)).toEqual(['said c1']);
    expect(monolith.link.counters.delayedJoins).toBe(2);
    peer.resume();
    await until('all is done', () => monolith.notes.at(-1) === 'left c2');
    expect(monolith.notes.slice(2)).toEqual(['joined c2 foo', 'said c2', 'joined c3 foo resume', 'left c2']);
  });

  it('[LNK-50] [LNK-33] a Join that waits ends with its room', async () => {
    await using monolith = new NotingMonolith();
    using peer = await behindPeer(monolith);
    peer.join(c2);
    peer.join({ ...c2, room: 'bar', id: 'c3' });
    await until('both wait', () => monolith.link.counters.delayedJoins === 2);
    monolith.link.unloaded(key('foo'), 1, 'moved');
    peer.resume();
    await until('the other is taken', () => monolith.notes.length > 1);
    expect(monolith.notes.slice(1)).toEqual(['joined c3 bar']);
  });

  it('[LNK-50] [LNK-38] is refused what finds no place to wait', async () => {
    await using monolith = new NotingMonolith();
    using peer = await behindPeer(monolith);
    for (let n = 0; n <= LIMITS.heldJoinsMax; n++) peer.join({ ...c2, id: `n${n}` });
    peer.say(c1, { action: 'x' });
    await until('all is read', () => monolith.notes.includes('said c1'));
    expect(monolith.link.counters.delayedJoins).toBe(LIMITS.heldJoinsMax);
    peer.resume();
    expect(await peer.frame('refused')).toMatchObject({
      id: `n${LIMITS.heldJoinsMax}`,
      reason: 'overloaded',
    });
    await until('the others have joined', () => monolith.notes.length === 2 + LIMITS.heldJoinsMax);
  });

  it('[LNK-50] is cut off above 64 MiB, and its clients are suspended', async () => {
    await using monolith = new NotingMonolith();
    using peer = await behindPeer(monolith);
    for (let megabytes = 0; megabytes < 100; megabytes++) monolith.link.broadcast(key('foo'), MEGABYTE);
    await until('it is cut off', () => monolith.notes.includes('suspended c1 10000'));
    monolith.link.send(clientId('c1'), '{}');
    peer.resume();
    await until('it notices', () => peer.closed);
    expect(peer.closed).toBe(1006);
  });
});
