import type { RoomMetadata } from '@usher/protocol';
import type { CallApi } from './call-api.ts';

/** Whom a token stands for. */
export interface User {
  readonly username: string;
  readonly loggedIn: boolean;
}

/** What only its owner sees of an account. */
export interface Account {
  readonly username: string;
  readonly email: string | null;
  readonly hasPassword: boolean;
}

export interface Registration {
  readonly username: string;
  readonly password: string;
  readonly email?: string;
}

export interface AccountChange {
  /** Empty: none. */
  readonly email?: string;
  readonly currentPassword?: string;
  readonly newPassword?: string;
}

/** Who somebody is: names and accounts (API-20, WEB-18). The session's token stays the same throughout. */
export class UserApi {
  readonly #call: CallApi;
  readonly #token: string;

  constructor(call: CallApi, token: string) {
    this.#call = call;
    this.#token = token;
  }

  async read(signal?: AbortSignal): Promise<User> {
    return this.#call('GET', '/user', { token: this.#token, signal });
  }

  /** The account, if one is logged in, has the new name as well. */
  async rename(username: string): Promise<void> {
    await this.#say('POST', '/user', { username });
  }

  /** The session is logged in then. */
  async register(registration: Registration): Promise<void> {
    await this.#say('POST', '/user/register', registration);
  }

  /** `user` is a name or an e-mail address. */
  async logIn(user: string, password: string): Promise<void> {
    await this.#say('POST', '/user/login', { user, password });
  }

  async logOut(): Promise<void> {
    await this.#say('POST', '/user/logout');
  }

  async account(): Promise<Account> {
    return this.#call('GET', '/user/account', { token: this.#token });
  }

  async changeAccount(change: AccountChange): Promise<void> {
    await this.#say('PATCH', '/user/account', change);
  }

  /** The permanent rooms of the account. */
  async ownedRooms(): Promise<readonly RoomMetadata[]> {
    const { data } = await this.#call<{ data: readonly RoomMetadata[] }>('GET', '/user/owned-rooms', {
      token: this.#token,
    });
    return data;
  }

  async #say(method: string, path: string, body?: unknown): Promise<void> {
    await this.#call(method, path, { token: this.#token, ...(body === undefined ? {} : { body }) });
  }
}
