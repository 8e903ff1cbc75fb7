import { emailKey, nameKey } from './account-keys.ts';
import { ask } from './ask.ts';
import type { DurableStore } from './durable-store.ts';
import { conflictOf, type Conflict } from './unique-conflict.ts';

/** Somebody who has registered. */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  /** Never shown to anyone. */
  readonly passwordHash: string | null;
}

/** An account with what was counted of its logins. */
export type AccountRow = Account & { readonly failedLogins: number; readonly lockedUntil: number };

/** By what somebody who logs in says who they are; `user`: either. */
export type Login = { readonly user: string } | { readonly username: string } | { readonly email: string };

/** What of an account can be changed; what is absent stays as it is. */
interface Change {
  readonly name?: string;
  readonly email?: string | null;
  readonly passwordHash?: string;
  readonly failedLogins?: number;
  readonly lockedUntil?: number;
}

const COLUMNS = ['id', 'name', 'email', 'passwordHash', 'failedLogins', 'lockedUntil'] as const;

/** The accounts in the database; two are never alike. All throw StoreError. */
export class AccountTable {
  readonly #store: DurableStore;

  constructor(store: DurableStore) {
    this.#store = store;
  }

  add(account: Omit<Account, 'id'>, createdAt: number): Promise<Account | Conflict> {
    const { name, email, passwordHash } = account;
    const row = { passwordHash, createdAt, ...nameColumns(name), ...emailColumns(email) };
    const insert = this.#store.insertInto('users').values(row).returning('id');
    return conflictOf(async () => {
      const { id } = await ask((options) => insert.executeTakeFirstOrThrow(options));
      return { id, ...account };
    });
  }

  change(id: number, { name, email, ...rest }: Change): Promise<Conflict | null> {
    const columns = {
      ...rest,
      ...(name !== undefined && nameColumns(name)),
      ...(email !== undefined && emailColumns(email)),
    };
    const update = this.#store.updateTable('users').set(columns).where('id', '=', id);
    return conflictOf(async () => {
      await ask((options) => update.execute(options));
      return null;
    });
  }

  /** `false`: another attempt was counted since `account` was read. */
  async countAttempt(account: AccountRow, failedLogins: number, lockedUntil: number): Promise<boolean> {
    const update = this.#store
      .updateTable('users')
      .set({ failedLogins, lockedUntil })
      .where('id', '=', account.id)
      .where('failedLogins', '=', account.failedLogins);
    const { numUpdatedRows } = await ask((options) => update.executeTakeFirst(options));
    return numUpdatedRows > 0n;
  }

  byId(id: number): Promise<AccountRow | undefined> {
    const wanted = this.#store.selectFrom('users').select(COLUMNS).where('id', '=', id);
    return ask((options) => wanted.executeTakeFirst(options));
  }

  byName(name: string): Promise<AccountRow | undefined> {
    const wanted = this.#store.selectFrom('users').select(COLUMNS).where('nameKey', '=', nameKey(name));
    return ask((options) => wanted.executeTakeFirst(options));
  }

  /** An address comes first: nobody keeps others out by taking their address for a name. */
  async byLogin(login: Login): Promise<AccountRow | undefined> {
    if ('username' in login) return this.byName(login.username);
    if ('email' in login) return this.#byEmail(login.email);
    return (await this.#byEmail(login.user)) ?? (await this.byName(login.user));
  }

  #byEmail(email: string): Promise<AccountRow | undefined> {
    const wanted = this.#store.selectFrom('users').select(COLUMNS).where('emailKey', '=', emailKey(email));
    return ask((options) => wanted.executeTakeFirst(options));
  }
}

const nameColumns = (name: string) => ({ name, nameKey: nameKey(name) });
const emailColumns = (email: string | null) => ({ email, emailKey: email === null ? null : emailKey(email) });
