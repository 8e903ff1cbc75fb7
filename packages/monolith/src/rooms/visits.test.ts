import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { LIMITS, roomKey, type RoomKey } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import type { Guest } from '../clients/entrance.ts';
import {
  chat,
  createLounge,
  LOUNGE,
  startTestMonolith,
  temporaryDirectory,
  type TestMonolith,
} from '../testing/test-monolith.ts';

describe('visits', () => {
  const directory = temporaryDirectory();
  let monolith: TestMonolith;
  let token: string;
  const others: TestMonolith[] = [];

  beforeEach(async () => {
    monolith = await startTestMonolith(directory.path);
    token = await monolith.sessions.grant();
    await createLounge(monolith);
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await monolith.close();
    directory.remove();
  });

  async function join(room: RoomKey = LOUNGE): Promise<Guest> {
    const guest = monolith.guest(room, token);
    monolith.visits.joined(guest, false);
    await until('the client has joined', () => monolith.entrance.hasJoined(guest.id));
    return guest;
  }

  it('[MSG-0] lets in who has a token, and sends it the full state first', async () => {
    const guest = await join();
    const first = monolith.entrance.heard.find(({ to }) => to === guest.id);
    expect(first?.message).toMatchObject({ action: 'sync', name: 'Lounge', queue: [], clockId: monolith.id });
  });

  it('[CON-9] turns away an unknown token with 4004', async () => {
    const guest = monolith.guest(LOUNGE, 'nobody');
    monolith.visits.joined(guest, false);
    await until('an answer', () => monolith.entrance.told.length > 0);
    expect(monolith.entrance.told).toEqual([['kick', guest.id, 4004, expect.any(String)]]);
    expect(monolith.visits.size).toBe(0);
  });

  it('[CON-9] turns away with 4002 from a room that does not exist', async () => {
    const guest = monolith.guest(roomKey('nowhere') ?? LOUNGE, token);
    monolith.visits.joined(guest, false);
    await until('an answer', () => monolith.entrance.told.length > 0);
    expect(monolith.entrance.told).toEqual([['kick', guest.id, 4002, expect.any(String)]]);
  });

  it('[LNK-35] names the owner of a room that another Monolith has, once for each who waits', async () => {
    const other = await startTestMonolith(directory.path);
    others.push(other);
    expect((await other.rooms.open(LOUNGE)).kind).toBe('open');
    const guests = [monolith.guest(LOUNGE, token), monolith.guest(LOUNGE, token)];
    for (const guest of guests) monolith.visits.joined(guest, false);
    await until('both are answered', () => monolith.visits.size === 0);
    expect(monolith.entrance.told).toEqual(
      guests.map(({ id }) => ['moved', id, other.id, expect.any(Number)]),
    );
  });

  it('[LNK-38] refuses while this Monolith has no session in the store', async () => {
    monolith.rooms.serveUnder(null);
    const guest = monolith.guest(LOUNGE, token);
    monolith.visits.joined(guest, false);
    await until('an answer', () => monolith.entrance.told.length > 0);
    expect(monolith.entrance.told).toEqual([['refused', guest.id, 'store-unavailable', 500]]);
  });

  it('[LNK-4] does what a client said while its Join was under way after it, in order, its Leave too', async () => {
    const witness = await join();
    const guest = monolith.guest(LOUNGE, token);
    monolith.visits.joined(guest, false);
    for (const text of ['one', 'two', 'three']) monolith.visits.said(guest.id, chat(text));
    monolith.visits.left(guest.id);
    expect(monolith.entrance.hasJoined(guest.id)).toBe(false);
    await until('it has left', () => monolith.visits.size === 1);
    expect(monolith.entrance.chats(LOUNGE)).toEqual(['one', 'two', 'three']);
    const removals = monolith.entrance.heard.filter(
      ({ to, message }) => to === LOUNGE && JSON.stringify(message).includes('"kind":"remove"'),
    );
    expect(removals.map(({ message }) => message)).toEqual([
      { action: 'user', update: { kind: 'remove', value: guest.id } },
    ]);
    expect(witness.id).not.toBe(guest.id);
  });

  it('[LNK-4] answers no Join that was left again, and takes the next one of that client', async () => {
    const guest = monolith.guest(roomKey('nowhere') ?? LOUNGE, token);
    monolith.visits.joined(guest, false);
    monolith.visits.left(guest.id);
    monolith.visits.joined({ ...guest, room: LOUNGE }, false);
    await until('it is in the other room', () => monolith.entrance.hasJoined(guest.id));
    expect(monolith.entrance.toldOf('kick')).toEqual([]);
  });

  it('[LNK-4] handles what is said in a loaded room at once', async () => {
    const guest = await join();
    monolith.visits.said(guest.id, chat('now'));
    expect(monolith.entrance.chats(LOUNGE)).toEqual(['now']);
  });

  it('[CON-3] refuses a client that says too much before it has joined', async () => {
    const guest = monolith.guest(LOUNGE, token);
    monolith.visits.joined(guest, false);
    for (let said = 0; said <= LIMITS.pendingMessagesMax; said++)
      monolith.visits.said(guest.id, chat('more'));
    expect(monolith.entrance.told).toEqual([['refused', guest.id, 'overloaded', 500]]);
    await join();
    expect(monolith.entrance.hasJoined(guest.id)).toBe(false);
  });

  it('[LNK-26] sends full state again at a second Join', async () => {
    const guest = await join();
    const syncs = () =>
      monolith.entrance.heard.filter(({ to, message }) => to === guest.id && message['action'] === 'sync')
        .length;
    const before = syncs();
    monolith.visits.joined(guest, false);
    expect(syncs()).toBe(before + 1);
    expect(monolith.visits.size).toBe(1);
  });

  it('[MSG-24] closes on kickme with codes that a client may ask for, else with 4000', async () => {
    for (const [reason, code] of [
      [4321, 4321],
      [1000, 1000],
      [1011, 4000],
      [undefined, 4000],
    ] as const) {
      const guest = await join();
      monolith.visits.said(guest.id, { action: 'kickme', reason });
      expect(monolith.entrance.told.at(-1)).toEqual(['kick', guest.id, code, expect.any(String)]);
      expect(monolith.visits.size).toBe(0);
    }
  });
});
