import type { Cancel, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { LiveState } from '../store/live-state.ts';
import { readNews, writeNews, type News } from './news.ts';

/** How often a Monolith asks whether something was announced elsewhere. */
const ASK_EVERY_MS = 500;

export interface AnnouncementsOptions {
  readonly store: Pick<LiveState, 'announce' | 'announcements'>;
  /** Does with it what is to be done on this Monolith. */
  readonly hear: (news: News) => void;
  readonly timers: Timers;
  readonly log: Logger;
}

/** News for every Monolith, such as what administrators announce: each asks the store for it and tells its own clients (spec 4.3). */
export class Announcements {
  readonly #options: AnnouncementsOptions;
  #cursor: string;
  #asking: Promise<void> = Promise.resolve();
  /** `null`: it has stopped. */
  #cancel: Cancel | null = () => undefined;

  private constructor(options: AnnouncementsOptions, cursor: string) {
    this.#options = options;
    this.#cursor = cursor;
    this.#askLater();
  }

  /** Hears of what is announced from now on. */
  static async start(options: AnnouncementsOptions): Promise<Announcements> {
    const { cursor } = await options.store.announcements(null);
    return new Announcements(options, cursor);
  }

  /** Rejects when the store cannot be reached. */
  async post(news: News): Promise<void> {
    await this.#options.store.announce(writeNews(news));
    await this.#ask();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #askLater(): void {
    if (this.#cancel === null) return;
    this.#cancel = this.#options.timers.after(ASK_EVERY_MS, () => {
      void this.#ask().then(() => this.#askLater());
    });
  }

  /** One question at a time, or two might hear the same answer. */
  #ask(): Promise<void> {
    this.#asking = this.#asking.then(() => this.#hear());
    return this.#asking;
  }

  async #hear(): Promise<void> {
    const { store, hear, log } = this.#options;
    try {
      const { cursor, texts } = await store.announcements(this.#cursor);
      this.#cursor = cursor;
      for (const text of texts) {
        const news = readNews(text);
        if (news !== null) hear(news);
      }
    } catch (error) {
      log.debug({ err: error }, 'announcements could not be asked for');
    }
  }
}
