import type { QueueItem, VideoId } from '@usher/protocol';
import type { CallApi } from './call-api.ts';

/** What a link stands for. `highlighted` is the one among the videos that the link names. */
export interface LinkPreview {
  readonly result: readonly QueueItem[];
  readonly highlighted?: VideoId;
}

/** Somebody who is kept out of a room. */
export interface RoomBan {
  readonly id: string;
  readonly name: string | null;
}

/** A server may have to ask a video service first. */
const PREVIEW_TIMEOUT_MS = 20_000;

/** What is done with one room over HTTP, beside its messages (API-20). */
export class RoomApi {
  readonly #call: CallApi;
  readonly #path: string;
  readonly #token: string;

  constructor(call: CallApi, token: string, room: string) {
    this.#call = call;
    this.#token = token;
    this.#path = `/room/${encodeURIComponent(room)}`;
  }

  /** WEB-11 */
  previewLink(link: string, signal?: AbortSignal): Promise<LinkPreview> {
    const path = `/data/previewAdd?input=${encodeURIComponent(link)}`;
    return this.#call('GET', path, { signal, timeoutMs: PREVIEW_TIMEOUT_MS });
  }

  /** A new invitation's code (ROM-35). */
  async invite(): Promise<string> {
    const { invite } = await this.#call<{ invite: string }>('POST', `${this.#path}/invite`, this.#with());
    return invite;
  }

  /** From now on this session may enter, while the room is private (ROM-35). */
  async redeem(invite: string): Promise<void> {
    await this.#call('POST', `${this.#path}/redeem`, this.#with({ invite }));
  }

  /** ROM-34. With `address`, also whoever comes from where they come from. */
  async ban(clientId: string, address: boolean): Promise<void> {
    await this.#call('POST', `${this.#path}/ban`, this.#with({ clientId, address }));
  }

  async unban(banId: string): Promise<void> {
    await this.#call('DELETE', `${this.#path}/ban`, this.#with({ banId }));
  }

  /** Who is banned; empty for who may not lift bans. */
  async bans(signal?: AbortSignal): Promise<readonly RoomBan[]> {
    const room = await this.#call<{ bans?: readonly RoomBan[] }>('GET', this.#path, {
      ...this.#with(),
      signal,
    });
    return room.bans ?? [];
  }

  /** Takes a room that nobody owns (ROM-2). */
  async claim(): Promise<void> {
    await this.#call('PATCH', this.#path, this.#with({ claim: true }));
  }

  /** Deletes a permanent room, and all that is kept of it. */
  async delete(): Promise<void> {
    await this.#call('DELETE', `${this.#path}?permanent=true`, this.#with());
  }

  #with(body?: unknown) {
    return { token: this.#token, ...(body === undefined ? {} : { body }) };
  }
}
