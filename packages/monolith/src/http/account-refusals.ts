import type { Account } from '../store/account-table.ts';
import type { Verified } from '../store/accounts.ts';
import type { Conflict } from '../store/unique-conflict.ts';
import { ApiError } from './api-error.ts';

/** The account whose password was right. @throws ApiError; `wrong` if it was not */
export function verified(outcome: Verified, wrong: ApiError): Account {
  switch (outcome.kind) {
    case 'verified':
      return outcome.account;
    case 'wrong':
      throw wrong;
    case 'locked':
      throw locked(Math.ceil(outcome.retryMs / 1000));
  }
}

export const conflict = (what: Conflict): ApiError =>
  what === 'name-taken'
    ? new ApiError(400, 'UsernameTaken', 'Somebody else has this name already.')
    : new ApiError(400, 'AlreadyInUse', 'Another account has this address already.');

/** API-11 */
const locked = (seconds: number): ApiError =>
  new ApiError(
    429,
    'TooManyRequests',
    `Too many failed logins to this account. Please try again in ${seconds} s.`,
    {
      'Retry-After': String(seconds),
    },
  );
