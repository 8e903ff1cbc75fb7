import { afterEach, beforeEach, expect, it } from 'bun:test';
import { clientId, LIMITS } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import { guest } from '../core/room/testing/test-room.ts';
import { Room } from '../core/room/room.ts';
import {
  LOUNGE,
  startTestMonolith,
  temporaryDirectory,
  type TestMonolith,
} from '../testing/test-monolith.ts';
import { writeRoom } from './stored-room.ts';

const directory = temporaryDirectory();
let monolith: TestMonolith;
beforeEach(async () => {
  monolith = await startTestMonolith(directory.path);
});
afterEach(async () => {
  await monolith.close();
  directory.remove();
});

const MEMBERS = Array.from({ length: LIMITS.roomClientsMax }, (_, n) => ({
  id: clientId(`member ${n}`),
  user: guest(`${n}`),
  status: 'none' as const,
  address: null,
}));

/** What a client hears who comes to a room of that many as its members. */
async function answerTo(visibility: 'public' | 'private', members: number): Promise<unknown[] | undefined> {
  const config = { clockId: 'm', unloadAfterMs: 60_000, random: Math.random };
  const options = { name: 'Lounge', isTemporary: true, visibility, owner: null };
  const snapshot = { ...Room.create(options, 0, config).snapshot(), roster: MEMBERS.slice(0, members) };
  await monolith.store.create(LOUNGE, writeRoom(Room.restore(snapshot, 0, config)), 60_000);
  const visitor = monolith.guest(LOUNGE, await monolith.sessions.grant());
  monolith.visits.joined(visitor, false);
  const isAnswered = () =>
    monolith.entrance.hasJoined(visitor.id) || monolith.entrance.told.some(([, id]) => id === visitor.id);
  await until('an answer', isAnswered);
  return monolith.entrance.told.find(([, id]) => id === visitor.id)?.filter((word) => word !== visitor.id);
}

it('[ROM-26] a room of 999 has place for one more', async () => {
  expect(await answerTo('public', LIMITS.roomClientsMax - 1)).toBeUndefined();
});

it('[ROM-26] a room of 1,000 is full', async () => {
  expect(await answerTo('public', LIMITS.roomClientsMax)).toEqual(['refused', 'room-full', 500]);
});

it('[ROM-35] a stranger does not hear that a private room is full', async () => {
  expect(await answerTo('private', LIMITS.roomClientsMax)).toEqual(['kick', 4002, 'room not found']);
});
