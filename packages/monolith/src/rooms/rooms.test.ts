import { Database } from 'bun:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { join } from 'node:path';
import { until } from '@usher/kit/testing';
import {
  chat,
  createLounge,
  enter,
  LOUNGE,
  startTestMonolith,
  temporaryDirectory,
  type TestMonolith,
} from '../testing/test-monolith.ts';

describe('rooms', () => {
  const directory = temporaryDirectory();
  const running: TestMonolith[] = [];
  let monolith: TestMonolith;

  beforeEach(async () => {
    monolith = await start();
    await createLounge(monolith);
  });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.close();
    directory.remove();
  });

  async function start(options: Parameters<typeof startTestMonolith>[1] = {}): Promise<TestMonolith> {
    const started = await startTestMonolith(directory.path, options);
    running.push(started);
    return started;
  }

  /** What a Monolith that claims the room now finds written. */
  const openElsewhere = async (): Promise<TestMonolith> => {
    const other = await start();
    await until('the room is free', async () => (await other.rooms.open(LOUNGE)).kind === 'open');
    return other;
  };

  it('[OWN-2] loads a room once for all who ask at the same time', async () => {
    const opened = await Promise.all(Array.from({ length: 5 }, () => monolith.rooms.open(LOUNGE)));
    expect(new Set(opened.map((one) => one.kind === 'open' && one.host)).size).toBe(1);
    expect(monolith.entrance.toldOf('loaded')).toHaveLength(1);
  });

  it('[OWN-2] takes a name once', async () => {
    const room = { name: 'LOUNGE', isTemporary: true, visibility: 'public', owner: null } as const;
    expect(await monolith.rooms.create(LOUNGE, room)).toBe(false);
  });

  it('[LNK-31] reports a room as it loads, with its epoch, and when what the list shows has changed', async () => {
    await enter(monolith);
    await until('the change is reported', () => monolith.entrance.toldOf('loaded').length > 1);
    const [first, second] = monolith.entrance.toldOf('loaded');
    expect(first).toEqual(['loaded', LOUNGE, expect.any(Number), expect.objectContaining({ users: 0 })]);
    expect(second).toEqual([
      'loaded',
      LOUNGE,
      first?.[2],
      expect.objectContaining({ name: 'Lounge', users: 1 }),
    ]);
  });

  it('[OWN-4] writes a change down while the room goes on, so that a crash costs little', async () => {
    const guest = await enter(monolith);
    monolith.visits.said(guest.id, chat('remember me'));
    const file = new Database(join(directory.path, 'live.db'), { readonly: true });
    const written = file.query<{ state: string }, []>('SELECT state FROM rooms');
    await until('it is written down', () => written.get()?.state.includes('remember me'));
    file.close();
  });

  it('[ROM-4] unloads a room that nobody is in, released for any Monolith', async () => {
    const brief = await start({ unloadAfterMs: 50 });
    const guest = await enter(brief);
    brief.visits.left(guest.id);
    await until('it is unloaded', () => brief.entrance.toldOf('unloaded').length > 0);
    expect(brief.entrance.toldOf('unloaded')).toEqual([
      ['unloaded', LOUNGE, expect.any(Number), 'keepalive', undefined],
    ]);
    expect(brief.rooms.size).toBe(0);
    expect((await monolith.rooms.open(LOUNGE)).kind).toBe('open');
  });

  it('[ROM-4] keeps a room in which somebody is', async () => {
    const brief = await start({ unloadAfterMs: 20 });
    const first = await enter(brief);
    await enter(brief);
    brief.visits.left(first.id);
    const host = await brief.rooms.open(LOUNGE);
    await until('time has passed', () => brief.entrance.toldOf('loaded').length > 1);
    expect(host.kind === 'open' && host.host.isOpen).toBe(true);
  });

  it('[LNK-40] unloads on command, but not for the epoch of another', async () => {
    const opened = await monolith.rooms.open(LOUNGE);
    const epoch = opened.kind === 'open' ? opened.host.epoch : 0;
    monolith.rooms.unload(LOUNGE, epoch - 1, 'duplicate', null);
    expect(monolith.rooms.size).toBe(1);
    monolith.rooms.unload(LOUNGE, epoch, 'duplicate', null);
    await until('it is unloaded', () => monolith.rooms.size === 0);
    expect(monolith.entrance.toldOf('unloaded')).toEqual([
      ['unloaded', LOUNGE, epoch, 'commanded', undefined],
    ]);
  });

  it('[OWN-2] loads a room again that is just being unloaded', async () => {
    const opened = await monolith.rooms.open(LOUNGE);
    const epoch = opened.kind === 'open' ? opened.host.epoch : 0;
    monolith.rooms.unload(LOUNGE, epoch, 'duplicate', null);
    const again = await monolith.rooms.open(LOUNGE);
    expect(again.kind === 'open' && again.host.epoch > epoch).toBe(true);
  });

  it('[OWN-1] gives up a room whose epoch is no longer the current one, and writes nothing', async () => {
    const guest = await enter(monolith);
    await monolith.store.endSession(monolith.id);
    const other = await openElsewhere();
    const before = other.entrance.heard.length;
    monolith.visits.said(guest.id, chat('stale'));
    await until('it is given up', () => monolith.entrance.toldOf('unloaded').length > 0);
    expect(monolith.rooms.size).toBe(0);
    expect(monolith.visits.size).toBe(0);
    const heir = await enter(other);
    const chats = other.entrance.heard.filter(
      ({ to, message }) => to === heir.id && message['action'] === 'chats',
    );
    expect(JSON.stringify(chats)).not.toContain('stale');
    expect(other.entrance.heard.length).toBeGreaterThan(before);
  });
});
