import { videoKey, type ClientId, type QueueItem, type VideoId } from '@usher/protocol';

/** Who voted for which queued item: at most once each (ROM-22). Items are named by their `videoKey`. */
export class Votes {
  readonly #voters = new Map<string, Set<ClientId>>();

  constructor(votes: Iterable<readonly [string, Iterable<ClientId>]> = []) {
    for (const [key, voters] of votes) this.#voters.set(key, new Set(voters));
  }

  count(video: VideoId): number {
    return this.#voters.get(videoKey(video))?.size ?? 0;
  }

  has(video: VideoId, client: ClientId): boolean {
    return this.#voters.get(videoKey(video))?.has(client) ?? false;
  }

  add(video: VideoId, client: ClientId): void {
    const key = videoKey(video);
    const voters = this.#voters.get(key) ?? new Set();
    this.#voters.set(key, voters.add(client));
  }

  remove(video: VideoId, client: ClientId): void {
    this.#removeFrom(videoKey(video), client);
  }

  /** Removes all votes of a client; whether there were any. */
  removeClient(client: ClientId): boolean {
    const keys = [...this.#voters].filter(([, voters]) => voters.has(client)).map(([key]) => key);
    for (const key of keys) this.#removeFrom(key, client);
    return keys.length > 0;
  }

  /** `heir` takes the votes of `client` over (LNK-41). */
  bequeath(client: ClientId, heir: ClientId): void {
    for (const voters of this.#voters.values()) if (voters.delete(client)) voters.add(heir);
  }

  /** Forgets the votes for what is not in `queue` any more; whether there were any. */
  keepOnly(queue: readonly QueueItem[]): boolean {
    const keys = new Set(queue.map(videoKey));
    const gone = [...this.#voters.keys()].filter((key) => !keys.has(key));
    for (const key of gone) this.#voters.delete(key);
    return gone.length > 0;
  }

  /** As they travel: `[[service+id, count], …]`. */
  counts(): [string, number][] {
    return [...this.#voters].map(([key, voters]) => [key, voters.size]);
  }

  entries(): [string, ClientId[]][] {
    return [...this.#voters].map(([key, voters]) => [key, [...voters]]);
  }

  #removeFrom(key: string, client: ClientId): void {
    const voters = this.#voters.get(key);
    voters?.delete(client);
    if (voters?.size === 0) this.#voters.delete(key);
  }
}
