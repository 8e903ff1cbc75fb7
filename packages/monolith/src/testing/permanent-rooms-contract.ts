import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { roomKey, type RoomKey } from '@usher/protocol';
import { openDurableStore, type DurableStore } from '../store/durable-store.ts';
import { PermanentRooms } from '../store/permanent-rooms.ts';
import type { DurablePlace } from './durable-contract.ts';

const LOUNGE = roomKey('lounge') as RoomKey;
const EPOCH = 1_790_000_000;

const saved = (state: string, owner: number | null = null) => ({ owner, state });

/** What every database must do with permanent rooms (ROM-3, OWN-5). `makePlace` gives one that is empty. */
export function permanentRoomsContract(name: string, makePlace: () => Promise<DurablePlace>): void {
  describe(`permanent rooms: ${name}`, () => {
    const opened: DurableStore[] = [];
    let place: DurablePlace;
    beforeAll(async () => {
      place = await makePlace();
    });
    afterAll(async () => {
      for (const store of opened) await store.destroy();
    });

    /** One Monolith's view of the same database, which has no rooms yet. */
    async function open(): Promise<PermanentRooms> {
      const store = await openDurableStore(...place);
      opened.push(store);
      await store.deleteFrom('rooms').execute();
      return new PermanentRooms(store);
    }

    it('[ROM-1] takes a name once', async () => {
      const rooms = await open();
      expect(await rooms.has(LOUNGE)).toBe(false);
      expect(await rooms.create(LOUNGE, EPOCH, saved('first'))).toBe(true);
      expect(await rooms.create(LOUNGE, EPOCH + 1, saved('second'))).toBe(false);
      expect(await rooms.has(LOUNGE)).toBe(true);
      expect(await rooms.take(LOUNGE, EPOCH)).toBe('first');
    });

    it('[ROM-1] takes a name once, however many want it at the same time', async () => {
      const rivals = [await open(), await open(), await open()];
      const made = await Promise.all(rivals.map((rooms) => rooms.create(LOUNGE, EPOCH, saved('mine'))));
      expect(made.filter((isMade) => isMade)).toHaveLength(1);
    });

    it('[ROM-3] keeps what it is given, to the letter', async () => {
      const rooms = await open();
      const state = JSON.stringify({
        title: '',
        zero: 0,
        no: false,
        none: null,
        list: [],
        text: '“ü😀\\u0000',
      });
      await rooms.create(LOUNGE, EPOCH, saved(state));
      expect(await rooms.take(LOUNGE, EPOCH)).toBe(state);
      expect(await rooms.save(LOUNGE, EPOCH, saved(`${state} `, 7))).toBe(true);
      expect(await rooms.take(LOUNGE, EPOCH + 1)).toBe(`${state} `);
    });

    it('[OWN-2] lets nobody write or take it under an older epoch than it was taken or written under', async () => {
      const rooms = await open();
      await rooms.create(LOUNGE, EPOCH, saved('new'));
      expect(await rooms.take(LOUNGE, EPOCH - 1)).toBeNull();
      expect(await rooms.take(LOUNGE, EPOCH + 5)).toBe('new');
      expect(await rooms.save(LOUNGE, EPOCH + 4, saved('stale'))).toBe(false);
      expect(await rooms.save(LOUNGE, EPOCH + 6, saved('newer'))).toBe(true);
      expect(await rooms.save(LOUNGE, EPOCH + 5, saved('stale'))).toBe(false);
      await rooms.delete(LOUNGE, EPOCH + 5);
      expect(await rooms.take(LOUNGE, EPOCH + 6)).toBe('newer');
    });

    it('[OWN-6] keeps the newest of writes that arrive out of order', async () => {
      const [rooms, other] = [await open(), await open()];
      await rooms.create(LOUNGE, EPOCH, saved('new'));
      for (const state of ['one', 'two']) expect(await rooms.save(LOUNGE, EPOCH, saved(state))).toBe(true);
      expect(await other.save(LOUNGE, EPOCH, saved('late'))).toBe(false);
      expect(await rooms.take(LOUNGE, EPOCH + 1)).toBe('two');
      expect(await other.save(LOUNGE, EPOCH + 1, saved('the next owner'))).toBe(true);
    });

    it('[API-20] deletes a room, whose name is then free; what is gone cannot be written', async () => {
      const rooms = await open();
      await rooms.create(LOUNGE, EPOCH, saved('first'));
      await rooms.delete(LOUNGE, EPOCH);
      await rooms.delete(LOUNGE, EPOCH);
      expect(await rooms.take(LOUNGE, EPOCH)).toBeNull();
      expect(await rooms.save(LOUNGE, EPOCH + 1, saved('zombie'))).toBe(false);
      expect(await rooms.create(LOUNGE, EPOCH + 2, saved('second'))).toBe(true);
    });

    it('[API-20] knows the rooms of an account, also of a later owner', async () => {
      const rooms = await open();
      const [attic, cellar] = [roomKey('attic') as RoomKey, roomKey('cellar') as RoomKey];
      await rooms.create(LOUNGE, EPOCH, saved('lounge', 1));
      await rooms.create(cellar, EPOCH, saved('cellar', 2));
      await rooms.create(attic, EPOCH, saved('attic'));
      expect(await rooms.ownedBy(1)).toEqual([{ room: LOUNGE, state: 'lounge' }]);
      await rooms.save(attic, EPOCH, saved('attic', 1));
      expect((await rooms.ownedBy(1)).map(({ room }) => room)).toEqual([attic, LOUNGE]);
      expect(await rooms.ownedBy(3)).toEqual([]);
    });
  });
}
