import { expect, it } from 'bun:test';
import { roomKey } from '../ids.ts';
import { readFromMonolith } from './from-monolith.ts';
import { writeSeedGossip } from './seed-gossip.ts';

const rooms = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ room: roomKey(`room-${n}`) as never, epoch: 2 ** 32 - 1 }));
const metadata = {
  name: 'room',
  title: 'é'.repeat(254),
  description: '',
  isTemporary: true,
  visibility: 'public',
} as never;

it('[LNK-31] all parts of gossip are read, however many rooms there are', () => {
  for (const withMetadata of [false, true]) {
    const loaded = rooms(20_000).map(({ room, epoch }) => ({ room, epoch, metadata }));
    const parts = writeSeedGossip(loaded, withMetadata).map(readFromMonolith);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.filter(({ kind }) => kind !== 'control')).toEqual([]);
  }
});

it('[LNK-31] [HOS-2] a part that is longer is a mistake, and none of its rooms is looked at', () => {
  const gossip = JSON.stringify({ action: 'gossip', rooms: rooms(20_000) });
  expect(readFromMonolith(gossip)).toEqual({ kind: 'error', reason: 'a part of gossip is too long' });
});

it('[LNK-3] [HOS-2] what is wrong with it is told in a short line, however much that is', () => {
  const wrong = rooms(4000).map(({ room }) => ({ room, epoch: -1 }));
  const frame = readFromMonolith(JSON.stringify({ action: 'gossip', rooms: wrong }));
  expect(frame).toMatchObject({
    kind: 'error',
    reason: expect.stringMatching(/^gossip: rooms\.0\.epoch: .{5,200}; and 3997 more$/),
  });
});
