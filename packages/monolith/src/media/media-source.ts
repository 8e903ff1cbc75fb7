import type { QueueItem, Service, Video, VideoId } from '@usher/protocol';
import type { GuardedFetch } from './guarded-fetch.ts';

/** Something that can be looked up; `service`, `kind` and `id` name it, on every Monolith and for as long as it is cached (MED-2). */
export interface MediaReference {
  readonly service: Service;
  /** One video, or several that change: a playlist, or what a search finds. */
  readonly kind: 'video' | 'list' | 'search';
  readonly id: string;
  /** Where the link wants it to start, seconds. */
  readonly startAt?: number;
  /** The list that the link shows the video in. */
  readonly list?: string;
}

/** Where videos come from (spec 7): what is its, and what it knows of it. Methods throw `MediaError` for what is its and wrong. */
export interface MediaSource {
  /** Set: answers by itself, so there is nothing to wait for and nothing to cache. */
  readonly isOffline?: true;
  /** What a link stands for; `null`: not this source's. */
  fromLink(link: string): MediaReference | null;
  /** What a client names by service and id; `null`: not this source's. */
  fromId(video: VideoId): MediaReference | null;
  /** What people type who have no link; `null` or missing: this source cannot search. */
  fromSearch?(text: string): MediaReference | null;
  /** The metadata: one video, or those of a list. */
  lookUp(reference: MediaReference, http: GuardedFetch): Promise<readonly Video[]>;
}

/** What was found, as it may stand in a queue. */
export type FoundVideo = QueueItem;

/** A duration as a video's length: whole seconds, rounded up; nothing for what is no duration. */
export function lengthOf(seconds: number | null | undefined): { length?: number } {
  const length = Math.ceil(Number((seconds ?? 0).toFixed(3)));
  return length > 0 && length < LENGTH_SECONDS_MAX ? { length } : {};
}

const LENGTH_SECONDS_MAX = 1e9;
