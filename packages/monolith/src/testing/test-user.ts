import type { RunningMonolith } from '../main.ts';
import type { TestSite } from './test-site.ts';

export const PASSWORD = 'correct horse 1';

/** Somebody with a session of their own, over HTTP. */
export class TestUser {
  readonly token: string;
  readonly #site: TestSite;

  private constructor(site: TestSite, token: string) {
    this.#site = site;
    this.token = token;
  }

  static async arrive(site: TestSite): Promise<TestUser> {
    const { body } = await site.call('GET', '/api/auth/grant', { headers: {} });
    return new TestUser(site, body.token);
  }

  static async registered(site: TestSite, username: string, email?: string): Promise<TestUser> {
    const user = await TestUser.arrive(site);
    const { status } = await user.register({ username, ...(email !== undefined && { email }) });
    if (status !== 201) throw new Error(`${username} could not register: ${status}`);
    return user;
  }

  call(method: string, path: string, body?: unknown, at?: RunningMonolith) {
    const headers = { Authorization: `Bearer ${this.token}` };
    return this.#site.call(method, path, { headers, ...(body !== undefined && { body }), ...(at && { at }) });
  }

  register(wanted: Record<string, unknown>) {
    return this.call('POST', '/api/user/register', { password: PASSWORD, ...wanted });
  }

  logIn(user: string, password = PASSWORD, at?: RunningMonolith) {
    return this.call('POST', '/api/user/login', { user, password }, at);
  }

  logOut() {
    return this.call('POST', '/api/user/logout');
  }

  rename(username: unknown) {
    return this.call('POST', '/api/user', { username });
  }

  /** How the site knows them. */
  async who(at?: RunningMonolith) {
    return (await this.call('GET', '/api/user', undefined, at)).body;
  }
}
