import type { QueueMode, RoomMetadata, Visibility } from '@usher/protocol';
import { createCallApi, type CallApi } from './call-api.ts';
import { RoomApi } from './room-api.ts';
import { UserApi } from './user-api.ts';

export interface NewRoom {
  readonly name: string;
  readonly title?: string;
  readonly visibility?: Visibility;
  readonly queueMode?: QueueMode;
  readonly isTemporary?: boolean;
}

/** A site's HTTP API, as far as a page needs it (API-20): sessions, and finding and making rooms. Other subjects have a file each. */
export class SiteApi {
  readonly #call: CallApi;

  /** `site` is the site's address with its base path, for example `https://usher.example`. */
  constructor(site: string) {
    this.#call = createCallApi(site);
  }

  /** A session's token; a valid one is given back as it is (API-1). */
  async grantToken(known?: string | null, signal?: AbortSignal): Promise<string> {
    const { token } = await this.#call<{ token: string }>('GET', '/auth/grant', { token: known, signal });
    return token;
  }

  /** Makes a temporary, unlisted room and returns its name. */
  async generateRoom(token: string): Promise<string> {
    const { room } = await this.#call<{ room: string }>('POST', '/room/generate', { token, body: {} });
    return room;
  }

  async createRoom(token: string, room: NewRoom): Promise<void> {
    await this.#call('POST', '/room/create', { token, body: room });
  }

  /** Public rooms, the fullest first. */
  async listRooms(token: string): Promise<readonly RoomMetadata[]> {
    return this.#call('GET', '/room/list', { token });
  }

  /** What is done with one room, as the session of `token`. */
  room(token: string, name: string): RoomApi {
    return new RoomApi(this.#call, token, name);
  }

  /** Who the session of `token` is. */
  user(token: string): UserApi {
    return new UserApi(this.#call, token);
  }
}
