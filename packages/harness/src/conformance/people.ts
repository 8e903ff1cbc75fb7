import { done } from './http.ts';
import type { Target } from './target.ts';

/** Somebody who uses the site. */
export interface Person {
  readonly token: string;
}

/** Somebody with an account, logged in. */
export interface Account extends Person {
  readonly username: string;
  readonly password: string;
}

/** What rooms under test are filled with: accounts are dear, so all cases share these. */
export interface Cast {
  readonly owner: Account;
  readonly administrator: Account;
  readonly moderator: Account;
  readonly trusted: Account;
  readonly registered: Account;
  readonly anonymous: Person;
}

/** A session of its own, without an account. */
export async function anonymous(site: Target): Promise<Person> {
  return { token: (await done<{ token: string }>(site, 'GET', '/auth/grant')).token };
}

/** A new account. */
export async function registered(site: Target): Promise<Account> {
  const { token } = await anonymous(site);
  const account = { username: uniqueName('user'), password: 'Correct-Horse-9' };
  await done(site, 'POST', '/user/register', { by: { token }, body: account, status: 201 });
  return { token, ...account };
}

/** Nobody else on the site has it; it fits users and rooms. */
export const uniqueName = (kind: string): string => `${kind}-${crypto.randomUUID().slice(-12)}`;

const casts = new WeakMap<Target, Promise<Cast>>();

/** The same people for all cases of a target. Who has which role in a room is the room's business. */
export function castOf(site: Target): Promise<Cast> {
  const cast = casts.get(site) ?? register(site);
  casts.set(site, cast);
  return cast;
}

async function register(site: Target): Promise<Cast> {
  const [owner, administrator, moderator, trusted, plain] = await Promise.all([
    registered(site),
    registered(site),
    registered(site),
    registered(site),
    registered(site),
  ]);
  return { owner, administrator, moderator, trusted, registered: plain, anonymous: await anonymous(site) };
}
