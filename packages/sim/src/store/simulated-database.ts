import {
  sessionIdOf,
  type RoomRows,
  type RoomUser,
  type SavedRoom,
  type Sessions,
} from '@usher/monolith/parts';
import type { RoomKey } from '@usher/protocol';
import type { RowSpy } from '../checkers/saves.ts';
import type { Line } from './simulated-live-state.ts';

export interface Row {
  readonly owner: number | null;
  readonly state: string;
  readonly epoch: number;
}

/** Who holds a token that begins with this is known; nobody else is. */
export const KNOWN_TOKEN = 'token-';

/** One process's view of a database: sessions, and the rows of permanent rooms. */
export class SimulatedDatabase implements Pick<Sessions, 'find' | 'findById'>, RoomRows {
  readonly #rows: Map<RoomKey, Row>;
  readonly #line: Line;
  readonly #spy: RowSpy;

  constructor(rows: Map<RoomKey, Row>, line: Line, spy: RowSpy) {
    this.#rows = rows;
    this.#line = line;
    this.#spy = spy;
  }

  find(token: string): Promise<RoomUser | null> {
    const sessionId = sessionIdOf(token);
    return this.#line.ask(() => (token.startsWith(KNOWN_TOKEN) ? userOf(sessionId) : null));
  }

  findById(sessionId: string): Promise<RoomUser | null> {
    return this.#line.ask(() => userOf(sessionId));
  }

  has(room: RoomKey): Promise<boolean> {
    return this.#line.ask(() => this.#rows.has(room));
  }

  create(room: RoomKey, epoch: number, { owner, state }: SavedRoom): Promise<boolean> {
    return this.#line.ask(() => {
      if (this.#rows.has(room)) return false;
      this.#rows.set(room, { owner, state, epoch });
      return true;
    });
  }

  take(room: RoomKey, epoch: number): Promise<string | null> {
    return this.#line.ask(() => {
      const row = this.#rows.get(room);
      if (row === undefined || row.epoch > epoch) return null;
      this.#rows.set(room, { ...row, epoch });
      this.#spy.taken(room, epoch);
      return row.state;
    });
  }

  save(room: RoomKey, epoch: number, { owner, state }: SavedRoom): Promise<boolean> {
    return this.#line.ask(() => {
      const row = this.#rows.get(room);
      if (row === undefined || row.epoch > epoch) return false;
      this.#rows.set(room, { owner, state, epoch });
      this.#spy.saved(room, epoch);
      return true;
    });
  }

  delete(room: RoomKey, epoch: number): Promise<void> {
    return this.#line.ask(() => {
      const row = this.#rows.get(room);
      if (row !== undefined && row.epoch <= epoch) this.#rows.delete(room);
    });
  }
}

const userOf = (sessionId: string): RoomUser => ({
  name: sessionId.slice(0, 6),
  userId: null,
  isLoggedIn: false,
  sessionId,
});
