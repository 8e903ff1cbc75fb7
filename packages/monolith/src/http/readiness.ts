import type { Clock } from '@usher/kit';
import { sql } from 'kysely';
import type { Membership } from '../ownership/membership.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { ask } from '../store/ask.ts';
import type { DurableStore } from '../store/durable-store.ts';

/** Whoever asks more often than this hears what the database said last. */
const DATABASE_ANSWER_MS = 1000;

export interface ReadinessOptions {
  readonly rooms: Pick<Rooms, 'isDraining'>;
  readonly membership: () => Pick<Membership, 'mayServe'>;
  readonly database: DurableStore;
  readonly clock: Clock;
}

/** Whether this Monolith can take rooms, for whoever starts and stops such processes. */
export class Readiness {
  readonly #options: ReadinessOptions;
  #asked: { readonly at: number; readonly problem: Promise<string | null> } | null = null;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** Why it cannot; `null`: it can. The session is the live-state store's word, not older than 2 s (OWN-3). */
  async problem(): Promise<string | null> {
    const { rooms, membership } = this.#options;
    if (rooms.isDraining) return 'This Monolith is stopping: its rooms move away.';
    if (!membership().mayServe) return 'The live-state store has not renewed the session in time.';
    return this.#databaseProblem();
  }

  #databaseProblem(): Promise<string | null> {
    const { clock, database } = this.#options;
    const now = clock.now();
    if (this.#asked === null || now - this.#asked.at >= DATABASE_ANSWER_MS) {
      const answer = ask((options) => sql`select 1`.execute(database, options));
      const problem = answer.then(
        () => null,
        () => 'The database does not answer.',
      );
      this.#asked = { at: now, problem };
    }
    return this.#asked.problem;
  }
}
