import type { Logger } from '@usher/kit/runtime';
import type { Announcements } from './announcements.ts';
import type { News } from './news.ts';
import type { Visits } from './visits.ts';

type Changes = Pick<Visits, 'sessionChanged' | 'accountChanged'>;

/**
 * Users who have changed, told to every Monolith, as their rooms may be anywhere (MSG-24, WEB-18). Rooms of this one hear of it at once,
 * whether the store can be reached or not.
 */
export class UserChanges implements Changes {
  readonly #here: Changes;
  readonly #announcements: Pick<Announcements, 'post'>;
  readonly #log: Logger;

  constructor(here: Changes, announcements: Pick<Announcements, 'post'>, log: Logger) {
    this.#here = here;
    this.#announcements = announcements;
    this.#log = log;
  }

  sessionChanged(session: string): void {
    this.#here.sessionChanged(session);
    this.#post({ kind: 'session-changed', session });
  }

  accountChanged(account: number): void {
    this.#here.accountChanged(account);
    this.#post({ kind: 'account-changed', account });
  }

  #post(news: News): void {
    this.#announcements
      .post(news)
      .catch((error: unknown) =>
        this.#log.warn({ err: error }, 'other Monoliths do not hear that a user has changed'),
      );
  }
}
