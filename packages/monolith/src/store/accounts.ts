import { AccountTable, type Account, type AccountRow, type Login } from './account-table.ts';
import type { DurableStore } from './durable-store.ts';
import { lockMs } from './login-lock.ts';
import { PasswordHashing } from './password-hashing.ts';
import type { Conflict } from './unique-conflict.ts';

export type Verified =
  | { readonly kind: 'verified'; readonly account: Account }
  | { readonly kind: 'wrong' }
  /** Too many attempts have failed. */
  | { readonly kind: 'locked'; readonly retryMs: number };

/** How often an attempt is counted anew because others were counted at the same moment. */
const COUNT_TRIES = 5;
const CONTENDED: Verified = { kind: 'locked', retryMs: 1000 };

/**
 * Who has registered, shared by all Monoliths through the database (WEB-18). Everything throws StoreError, and what has to do with passwords
 * OverloadError.
 */
export class Accounts {
  readonly #table: AccountTable;
  readonly #now: () => number;
  readonly #hashing: PasswordHashing;

  constructor(store: DurableStore, now: () => number = Date.now, hashing = new PasswordHashing()) {
    this.#table = new AccountTable(store);
    this.#now = now;
    this.#hashing = hashing;
  }

  async register(wanted: {
    name: string;
    password: string;
    email: string | null;
  }): Promise<Account | Conflict> {
    const { name, email } = wanted;
    const passwordHash = await this.#hashing.hash(wanted.password);
    return this.#table.add({ name, email, passwordHash }, this.#now());
  }

  async find(id: number): Promise<Account | null> {
    return (await this.#table.byId(id)) ?? null;
  }

  async isNameTaken(name: string): Promise<boolean> {
    return (await this.#table.byName(name)) !== undefined;
  }

  /** Somebody who is not known takes as long as a wrong password. */
  logIn(login: Login, password: string): Promise<Verified> {
    return this.#verify(() => this.#table.byLogin(login), password);
  }

  /** As `logIn`, for an account that is logged in already. */
  verify(id: number, password: string): Promise<Verified> {
    return this.#verify(() => this.#table.byId(id), password);
  }

  rename(id: number, name: string): Promise<Conflict | null> {
    return this.#table.change(id, { name });
  }

  /** What is absent stays as it is; all of it is changed, or nothing. */
  async change(
    id: number,
    { email, password }: { email?: string | null; password?: string },
  ): Promise<Conflict | null> {
    if (password === undefined) return email === undefined ? null : this.#table.change(id, { email });
    const passwordHash = await this.#hashing.hash(password);
    return this.#table.change(id, { passwordHash, ...(email !== undefined && { email }) });
  }

  /** The attempt is counted before it is made, so that many at once are not free; being right clears the count. */
  #verify(find: () => Promise<AccountRow | undefined>, password: string): Promise<Verified> {
    return this.#hashing.attempt(async (verify): Promise<Verified> => {
      for (let tries = 0; tries < COUNT_TRIES; tries++) {
        const account = await find();
        const retryMs = (account?.lockedUntil ?? 0) - this.#now();
        if (retryMs > 0) return { kind: 'locked', retryMs };
        if (account !== undefined && !(await this.#count(account))) continue;
        const isRight = await verify(password, account?.passwordHash ?? null);
        if (account === undefined || !isRight) return { kind: 'wrong' };
        await this.#table.change(account.id, { failedLogins: 0, lockedUntil: 0 });
        return { kind: 'verified', account };
      }
      return CONTENDED;
    });
  }

  #count(account: AccountRow): Promise<boolean> {
    const failed = account.failedLogins + 1;
    return this.#table.countAttempt(account, failed, this.#now() + lockMs(failed));
  }
}
