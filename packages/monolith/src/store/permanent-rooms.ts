import type { RoomKey } from '@usher/protocol';
import { ask } from './ask.ts';
import type { DurableStore } from './durable-store.ts';

/** What is kept of a permanent room, and whose it is. What `state` says is not the database's business. */
export interface SavedRoom {
  /** An account; `null`: nobody's. */
  readonly owner: number | null;
  readonly state: string;
}

/** What those need of it who load rooms and put them down. */
export type RoomRows = Pick<PermanentRooms, 'create' | 'has' | 'take' | 'save' | 'delete'>;

/** Far more than anyone may create. */
const OWNED_MAX = 1000;

/**
 * The rows of permanent rooms (ROM-3). Who may write one is decided by the live-state store's epochs (OWN-2): a row written under a higher one is
 * not touched under a lower. All throw StoreError.
 */
export class PermanentRooms {
  readonly #store: DurableStore;
  readonly #now: () => number;
  #writes = 0;

  constructor(store: DurableStore, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /** @param epoch at least that of any earlier room of the name. `false`: the name is taken. */
  async create(room: RoomKey, epoch: number, { owner, state }: SavedRoom): Promise<boolean> {
    const row = { key: room, owner, state, epoch, writeNumber: 0, savedAt: this.#now() };
    const insert = this.#store
      .insertInto('rooms')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key');
    return (await ask((options) => insert.executeTakeFirst(options))) !== undefined;
  }

  async has(room: RoomKey): Promise<boolean> {
    const wanted = this.#store.selectFrom('rooms').select('key').where('key', '=', room);
    return (await ask((options) => wanted.executeTakeFirst(options))) !== undefined;
  }

  /** Reads the room for who owns it by `epoch`: who had it before cannot write it any more. `null`: there is none, or `epoch` is an old one. */
  async take(room: RoomKey, epoch: number): Promise<string | null> {
    const update = this.#store
      .updateTable('rooms')
      .set({ epoch, writeNumber: 0 })
      .where('key', '=', room)
      .where('epoch', '<=', epoch)
      .returning('state');
    return (await ask((options) => update.executeTakeFirst(options)))?.state ?? null;
  }

  /**
   * `false`: there is no such room, or a newer epoch. Writes are numbered, for one that was given up as unanswered may still arrive after the
   * next one: it changes nothing then.
   */
  async save(room: RoomKey, epoch: number, { owner, state }: SavedRoom): Promise<boolean> {
    const writeNumber = ++this.#writes;
    const update = this.#store
      .updateTable('rooms')
      .set({ owner, state, epoch, writeNumber, savedAt: this.#now() })
      .where('key', '=', room)
      .where((eb) =>
        eb.or([
          eb('epoch', '<', epoch),
          eb.and([eb('epoch', '=', epoch), eb('writeNumber', '<', writeNumber)]),
        ]),
      );
    const { numUpdatedRows } = await ask((options) => update.executeTakeFirst(options));
    return numUpdatedRows > 0n;
  }

  /** Also when there is none, or only under a newer epoch. */
  async delete(room: RoomKey, epoch: number): Promise<void> {
    const deletion = this.#store.deleteFrom('rooms').where('key', '=', room).where('epoch', '<=', epoch);
    await ask((options) => deletion.execute(options));
  }

  /** The rooms of an account, in the order of their names. */
  async ownedBy(owner: number): Promise<{ room: RoomKey; state: string }[]> {
    const wanted = this.#store
      .selectFrom('rooms')
      .select(['key as room', 'state'])
      .where('owner', '=', owner)
      .orderBy('key')
      .limit(OWNED_MAX);
    return ask((options) => wanted.execute(options));
  }
}
