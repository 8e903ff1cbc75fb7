import { describe, expect, it } from 'bun:test';
import { realClock } from '@usher/kit/runtime';
import { until } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import { key, NotingMonolith } from './noting-monolith.ts';
import { c1, c2, fullPeer, Peer } from './peer.ts';

/** A Balancer with one client in the room foo. */
async function joinedPeer(monolith: NotingMonolith, id: string, client = c1): Promise<Peer> {
  const peer = await fullPeer(monolith, id);
  peer.join(client);
  await until('it has joined', () => monolith.notes.includes(`joined ${client.id} foo`));
  return peer;
}

const leave = (monolith: NotingMonolith) =>
  monolith.link.leaving(key('foo')).then(() => monolith.notes.push('may leave'));

describe('a planned move', () => {
  it('[LNK-37] waits for all Balancers with clients there, and for what they have passed on before', async () => {
    await using monolith = new NotingMonolith();
    using one = await joinedPeer(monolith, 'b1');
    using two = await joinedPeer(monolith, 'b2', c2);
    using elsewhere = await fullPeer(monolith, 'b3');
    elsewhere.join({ ...c1, room: 'bar', id: 'c3' });
    await until('it has joined', () => monolith.notes.length === 3);
    const left = leave(monolith);
    await Promise.all([one.frame('leaving'), two.frame('leaving')]);
    one.send({ action: 'parked', room: 'foo' });
    two.say(c2, { action: 'x' });
    two.send({ action: 'parked', room: 'foo' });
    await left;
    expect(monolith.notes.slice(3)).toEqual(['said c2', 'may leave']);
    expect(elsewhere.frames.some(({ action }) => action === 'leaving')).toBe(false);
  });

  it('[LNK-37] waits for nobody who is gone', async () => {
    await using monolith = new NotingMonolith();
    using peer = await joinedPeer(monolith, 'b1');
    const left = leave(monolith);
    await peer.frame('leaving');
    peer[Symbol.dispose]();
    await left;
    expect(monolith.notes.slice(1)).toEqual(['suspended c1 10000', 'may leave']);
  });

  it('[LNK-37] waits for a silent Balancer 1 s at most', async () => {
    await using monolith = new NotingMonolith();
    using peer = await joinedPeer(monolith, 'b1');
    const since = realClock.now();
    await leave(monolith);
    expect(await peer.frame('leaving')).toEqual({ action: 'leaving', room: 'foo' });
    expect(realClock.now() - since).toBeGreaterThanOrEqual(LIMITS.leavingTimeoutMs - 5);
  });

  it('[LNK-37] asks no Balancer that knows only the seed', async () => {
    await using monolith = new NotingMonolith();
    using peer = new Peer(monolith.port);
    await peer.frame('init');
    peer.join(c1);
    await until('it has joined', () => monolith.notes.length === 1);
    await leave(monolith);
    monolith.link.draining();
    await peer.frame('draining');
    expect(peer.frames.some(({ action }) => action === 'leaving')).toBe(false);
  });

  it('[LNK-36] draining is said to those who are linked, and to those who come', async () => {
    await using monolith = new NotingMonolith();
    using early = await fullPeer(monolith, 'b1');
    await early.frame('gossip');
    monolith.link.draining();
    await early.frame('draining');
    using late = await fullPeer(monolith, 'b2');
    await late.frame('draining');
    expect(late.frames.map(({ action }) => action)).toEqual(['init', 'gossip', 'draining']);
  });

  it('[LNK-33] what was said before the link is closed arrives', async () => {
    const monolith = new NotingMonolith();
    using peer = await joinedPeer(monolith, 'b1');
    for (let n = 0; n < 500; n++) monolith.link.unloaded(key(`room-${n}`), n, 'moved');
    await monolith.link.close();
    await until('it is closed', () => peer.closed);
    expect(peer.closed).toBe(1000);
    expect(peer.frames.filter(({ action }) => action === 'unloaded')).toHaveLength(500);
  });
});
