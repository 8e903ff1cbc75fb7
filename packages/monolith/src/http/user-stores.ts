import type { Visits } from '../rooms/visits.ts';
import type { Accounts } from '../store/accounts.ts';
import type { Sessions } from '../store/sessions.ts';

/** What all routes for users work with. */
export interface UserStores {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  /** Told of every change, for the rooms in which the user is (MSG-24). */
  readonly visits: Pick<Visits, 'sessionChanged' | 'accountChanged'>;
}
