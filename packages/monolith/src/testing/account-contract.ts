import { describe, expect, it, spyOn } from 'bun:test';
import type { Account } from '../store/account-table.ts';
import { Accounts, type Verified } from '../store/accounts.ts';
import type { DurableStore } from '../store/durable-store.ts';
import { sessionIdOf, Sessions } from '../store/sessions.ts';

const DAY_MS = 86_400_000;
const PASSWORD = 'correct horse 1';

/** What accounts must do in every database; `open` gives one that is empty. */
export function accountContract(open: () => Promise<DurableStore>): void {
  /** Two Monoliths that share the database and the time. */
  async function openAccounts() {
    const store = await open();
    let now = 1_700_000_000_000;
    const clock = () => now;
    const [accounts, elsewhere] = [new Accounts(store, clock), new Accounts(store, clock)];
    const sessions = new Sessions(store, clock);
    return { store, accounts, elsewhere, sessions, pass: (ms: number) => (now += ms) };
  }

  describe('accounts', () => {
    it('[WEB-18] logs in who is registered, by name or address in any letter case, elsewhere too', async () => {
      const { accounts, elsewhere } = await openAccounts();
      const account = await register(accounts, 'Ann', 'Ann@Example.org');
      expect(account).toMatchObject({ name: 'Ann', email: 'Ann@Example.org' });
      const logins = [
        { user: 'ann' },
        { user: 'ANN@example.ORG' },
        { username: 'ANN' },
        { email: 'ann@example.org' },
      ];
      for (const login of logins) {
        const verified = await elsewhere.logIn(login, PASSWORD);
        expect(verified).toMatchObject({ kind: 'verified', account });
      }
    });

    it('[WEB-18] knows nobody by what is not theirs', async () => {
      const { accounts } = await openAccounts();
      await register(accounts, 'Ann', 'ann@example.org');
      const logins = [{ username: 'ann@example.org' }, { email: 'ann' }, { user: 'bob' }];
      for (const login of logins) expect(await accounts.logIn(login, PASSWORD)).toEqual({ kind: 'wrong' });
    });

    it('[WEB-18] lets nobody be kept out by who takes their address for a name', async () => {
      const { accounts } = await openAccounts();
      const { id } = await register(accounts, 'Ann', 'ann@example.org');
      await register(accounts, 'ann@example.org');
      const verified = await accounts.logIn({ user: 'ann@example.org' }, PASSWORD);
      expect(verified).toMatchObject({ kind: 'verified', account: { id } });
    });

    it('[API-20] stores passwords as argon2id', async () => {
      const { accounts, store } = await openAccounts();
      await register(accounts);
      const rows = await store.selectFrom('users').selectAll().execute();
      expect(rows[0]?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    });

    it('[API-20] gives a name and an address to one account only, whatever their letter case', async () => {
      const { accounts } = await openAccounts();
      const bob = await register(accounts, 'Bob', null);
      await register(accounts, 'Ann', 'ann@example.org');
      const again = { password: PASSWORD, email: null };
      expect(await accounts.register({ ...again, name: 'aNN' })).toBe('name-taken');
      const sameAddress = { ...again, name: 'Carl', email: 'ANN@example.org' };
      expect(await accounts.register(sameAddress)).toBe('email-taken');
      expect(await accounts.rename(bob.id, 'ann')).toBe('name-taken');
      expect(await accounts.change(bob.id, { email: 'Ann@example.org' })).toBe('email-taken');
      expect(await accounts.find(bob.id)).toMatchObject({ name: 'Bob', email: null });
      expect(await accounts.isNameTaken('ANN')).toBe(true);
      expect(await accounts.isNameTaken('Carl')).toBe(false);
    });

    it('[API-20] registers a name once, however many want it at the same moment', async () => {
      const { accounts, elsewhere } = await openAccounts();
      const wanted = { name: 'Ann', password: PASSWORD, email: null };
      const outcomes = await Promise.all([accounts, elsewhere, accounts].map((at) => at.register(wanted)));
      expect(outcomes.filter((outcome) => outcome === 'name-taken')).toHaveLength(2);
    });

    it('[API-20] changes name, address and password, and can forget the address', async () => {
      const { accounts } = await openAccounts();
      const { id } = await register(accounts, 'Ann', 'ann@example.org');
      expect(await accounts.rename(id, 'ANN')).toBeNull();
      expect(await accounts.change(id, { email: null, password: 'Another one' })).toBeNull();
      expect(await accounts.find(id)).toMatchObject({ name: 'ANN', email: null });
      expect(await accounts.logIn({ user: 'Ann' }, PASSWORD)).toEqual({ kind: 'wrong' });
      expect(await accounts.logIn({ user: 'Ann' }, 'Another one')).toMatchObject({ kind: 'verified' });
      expect(await accounts.change(id, {})).toBeNull();
    });

    it('[API-11] closes an account after ten failures, for all Monoliths, for longer each time', async () => {
      const { accounts, elsewhere, pass } = await openAccounts();
      await register(accounts);
      for (let failures = 0; failures < 10; failures++) {
        expect(await guess(failures % 2 === 0 ? accounts : elsewhere)).toEqual({ kind: 'wrong' });
      }
      expect(await guess(accounts, PASSWORD)).toEqual({ kind: 'locked', retryMs: 1000 });
      expect(await guess(elsewhere, PASSWORD)).toEqual({ kind: 'locked', retryMs: 1000 });
      pass(1000);
      expect(await guess(accounts)).toEqual({ kind: 'wrong' });
      expect(await guess(elsewhere)).toEqual({ kind: 'locked', retryMs: 2000 });
      pass(2000);
      expect(await guess(elsewhere, PASSWORD)).toMatchObject({ kind: 'verified' });
      expect(await guess(accounts)).toEqual({ kind: 'wrong' });
      expect(await guess(accounts, PASSWORD)).toMatchObject({ kind: 'verified' });
    });

    it('[API-11] counts guesses that come at the same moment', async () => {
      const { accounts, elsewhere } = await openAccounts();
      await register(accounts);
      const guesses = Array.from({ length: 30 }, (_, number) =>
        guess(number % 2 === 0 ? accounts : elsewhere, `wrong ${number}`),
      );
      const kinds = (await Promise.all(guesses)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'wrong')).toHaveLength(10);
      expect(kinds.filter((kind) => kind === 'locked')).toHaveLength(20);
    });

    it('[API-11] works as hard for somebody who is not known as for a wrong password', async () => {
      const { accounts } = await openAccounts();
      await register(accounts);
      using verify = spyOn(Bun.password, 'verify');
      for (const user of ['Ann', 'Nobody']) {
        expect(await accounts.logIn({ user }, 'a wrong 1')).toEqual({ kind: 'wrong' });
      }
      const [known, unknown, ...more] = verify.mock.calls.map(([, hash]) => costOf(hash));
      expect(known).toStartWith('argon2id ');
      expect(unknown).toBe(known);
      expect(more).toBeEmpty();
    });

    it('[API-1] keeps the session of who is logged in for 120 days, and knows them by their account’s name', async () => {
      const { accounts, sessions, pass } = await openAccounts();
      const account = await register(accounts);
      const token = await sessions.grant();
      const sessionId = sessionIdOf(token);
      expect(await sessions.logIn(sessionId, account)).toBe(true);
      const ann = { name: 'Ann', isLoggedIn: true, userId: account.id, sessionId };
      pass(119 * DAY_MS);
      expect(await sessions.find(token)).toEqual(ann);
      await accounts.rename(account.id, 'Anna');
      pass(119 * DAY_MS);
      expect(await sessions.find(token)).toEqual({ ...ann, name: 'Anna' });
      pass(120 * DAY_MS);
      expect(await sessions.find(token)).toBeNull();
    });

    it('[API-1] makes a session anonymous again when it is logged out, for 14 days', async () => {
      const { accounts, sessions, pass } = await openAccounts();
      const account = await register(accounts);
      const token = await sessions.grant();
      const sessionId = sessionIdOf(token);
      await sessions.rename(sessionId, 'Before');
      await sessions.logIn(sessionId, account);
      await sessions.logOut(sessionId);
      const name = expect.stringMatching(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
      expect(await sessions.find(token)).toEqual({ name, isLoggedIn: false, userId: null, sessionId });
      pass(14 * DAY_MS);
      expect(await sessions.find(token)).toBeNull();
    });

    it('[API-20] ends an account’s other sessions, and nobody else’s', async () => {
      const { accounts, sessions } = await openAccounts();
      const [ann, bob] = [await register(accounts), await register(accounts, 'Bob')];
      const [own, other, bobs, nobodys] = await Promise.all(
        Array.from({ length: 4 }, () => sessions.grant()),
      );
      for (const token of [own, other]) await sessions.logIn(sessionIdOf(token ?? ''), ann);
      await sessions.logIn(sessionIdOf(bobs ?? ''), bob);
      await sessions.endOthers(ann.id, sessionIdOf(own ?? ''));
      const left = await Promise.all([own, other, bobs, nobodys].map((token) => sessions.find(token ?? '')));
      expect(left.map((user) => user?.name)).toEqual(['Ann', undefined, 'Bob', expect.any(String)]);
    });

    it('[API-20] logs nobody in with a password that was changed meanwhile, nor a session that has ended', async () => {
      const { accounts, sessions } = await openAccounts();
      await register(accounts);
      const token = await sessions.grant();
      const account = accountOf(await accounts.logIn({ user: 'Ann' }, PASSWORD));
      await accounts.change(account.id, { password: 'Another one' });
      expect(await sessions.logIn(sessionIdOf(token), account)).toBe(false);
      expect(await sessions.find(token)).toMatchObject({ isLoggedIn: false });
      const changed = accountOf(await accounts.logIn({ user: 'Ann' }, 'Another one'));
      expect(await sessions.logIn(sessionIdOf('ended'), changed)).toBe(false);
    });
  });
}

async function register(accounts: Accounts, name = 'Ann', email: string | null = null): Promise<Account> {
  const account = await accounts.register({ name, password: PASSWORD, email });
  if (typeof account === 'string') throw new Error(account);
  return account;
}

const guess = (at: Accounts, password = 'a wrong 1') => at.logIn({ user: 'Ann' }, password);

function accountOf(verified: Verified): Account {
  if (verified.kind !== 'verified') throw new Error(`not verified: ${verified.kind}`);
  return verified.account;
}

/** What decides how long it takes to check a password against `hash`: all of it but the characters of salt and sum. */
const costOf = (hash: unknown): string => {
  if (typeof hash !== 'string') return 'no text';
  const [, algorithm, version, parameters, salt = '', sum = ''] = hash.split('$');
  return [algorithm, version, parameters, salt.length, sum.length].join(' ');
};
