import type { RoomClient } from '@usher/client';
import { RequestType, type VideoAdd } from '@usher/protocol';
import type { Answer, Asks } from './asks.ts';
import { inParts } from './in-parts.ts';
import { videoAddOf } from './video-add-of.ts';

/** A video as it is added, with what it is called if that is known. */
export type Wanted = VideoAdd & { readonly title?: string };

export type BulkState =
  | { readonly state: 'idle' }
  | { readonly state: 'adding'; readonly done: number; readonly total: number }
  /** `count` are new in the room; those that are missing were refused. */
  | { readonly state: 'over'; readonly count: number; readonly missing: readonly Wanted[] };

/** Whether there is a connection, and when that changes. */
interface Client extends Pick<RoomClient, 'subscribe'> {
  readonly connection: Pick<RoomClient['connection'], 'state'>;
}

/** What was there before is no loss. */
const IS_THERE = 'VideoAlreadyQueued';
/** What is refused to somebody is refused for all the rest. */
const IS_FINAL = 'PermissionDeniedException';

/**
 * Adds many videos, in their order and a few at a time: of several that it is asked for at once a room refuses all for the sake of one.
 * Then each is asked for by itself, so that only what cannot be had is missing (WEB-16).
 */
export class BulkAdd {
  readonly #asks: Pick<Asks, 'ask'>;
  readonly #client: Client;
  readonly #listeners = new Set<() => void>();
  #state: BulkState = { state: 'idle' };
  /** What has not been asked for yet; `null` when no more of it is wanted. */
  #parts: readonly (readonly Wanted[])[] | null = [];

  constructor(asks: Pick<Asks, 'ask'>, client: Client) {
    this.#asks = asks;
    this.#client = client;
  }

  /** A new object with every change. */
  get state(): BulkState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Adds `videos`, after those that are being added already. */
  add(videos: readonly Wanted[]): void {
    if (videos.length === 0) return;
    this.#parts = [...(this.#parts ?? []), ...inParts(videos)];
    if (this.#state.state === 'adding') return this.#progress(0, videos.length);
    this.#show({ state: 'adding', done: 0, total: videos.length });
    void this.#run();
  }

  /** What has been asked for is the last. */
  stop(): void {
    this.#parts = null;
  }

  /** What became of it has been read. */
  dismiss(): void {
    if (this.#state.state === 'over') this.#show({ state: 'idle' });
  }

  async #run(): Promise<void> {
    let count = 0;
    const missing: Wanted[] = [];
    for (let part = this.#next(); part !== undefined; part = this.#next()) {
      const answer = await this.#ask(part);
      const code = answer.state === 'refused' ? answer.code : null;
      if (answer.state !== 'done' && code !== IS_FINAL && part.length > 1) {
        this.#split(part);
        continue;
      }
      if (answer.state === 'done') count += answer.count;
      else if (code !== IS_THERE) missing.push(...part);
      if (code === IS_FINAL) missing.push(...this.#giveUp());
      this.#progress(part.length, 0);
    }
    this.#show({ state: 'over', count, missing });
  }

  #next(): readonly Wanted[] | undefined {
    const [part, ...others] = this.#parts ?? [];
    this.#parts &&= others;
    return part;
  }

  #split(part: readonly Wanted[]): void {
    this.#parts &&= [...part.map((video) => [video]), ...this.#parts];
  }

  #giveUp(): readonly Wanted[] {
    const rest = this.#parts?.flat() ?? [];
    this.#parts = [];
    return rest;
  }

  /** Without a connection it waits for one. */
  async #ask(part: readonly Wanted[]): Promise<Answer> {
    const answered = Promise.withResolvers<Answer>();
    const videos = part.map(videoAddOf);
    const request = { type: RequestType.Add, videos };
    const isSent = () => this.#asks.ask(request, { onAnswer: answered.resolve, isQuiet: true });
    while (!isSent()) await this.#connected();
    return answered.promise;
  }

  async #connected(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const remove = this.#client.subscribe(() => {
      if (this.#client.connection.state === 'open') resolve();
    });
    await promise;
    remove();
  }

  #progress(done: number, total: number): void {
    const before = this.#state;
    if (before.state === 'adding')
      this.#show({ state: 'adding', done: before.done + done, total: before.total + total });
  }

  #show(state: BulkState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
