import { systemTimers, type RoomClient } from '@usher/client';
import {
  RequestType,
  videoKey,
  type EventMessage,
  type RoomRequest,
  type ServerMessage,
} from '@usher/protocol';
import { addAsk, closeAsk, hearRefusal, NO_ASKS, type AsksStep, type OpenAsks } from './open-asks.ts';

/** Requests whose videos the room looks up first: their answers take a while, and others may overtake them (ROM-20). */
export type LookedUp = Extract<
  RoomRequest,
  { type: typeof RequestType.Add } | { type: typeof RequestType.PlayNow }
>;

export type Answer =
  /** So many videos are new in the room. */
  | { readonly state: 'done'; readonly count: number }
  /** `code` is the name of the error (API-10). */
  | { readonly state: 'refused'; readonly code: string }
  /** It was lost under way, it seems. */
  | { readonly state: 'late' };

interface AskOptions {
  readonly onAnswer?: (answer: Answer) => void;
  /** Who asks says themselves what was refused. */
  readonly isQuiet?: boolean;
}

interface Ask {
  readonly key: string;
  /** Whom the room will name in its answer; `null`: this page has not been told yet who it is. */
  readonly by: string | null;
  readonly isQuiet: boolean;
  readonly answer: (answer: Answer) => void;
}

type ErrorMessage = Extract<ServerMessage, { action: 'error' }>;

/** Servers look things up for a minute at most (MED-3). */
const ANSWER_MAX_MS = 75_000;

/** What this page has asked of its room, and what became of it. */
export class Asks {
  readonly #client: Pick<RoomClient, 'send' | 'view'>;
  readonly #timers: typeof systemTimers;
  readonly #open = new Map<number, OpenAsks<Ask>>();
  readonly #errorListeners = new Set<(error: ErrorMessage) => void>();

  constructor(client: Pick<RoomClient, 'send' | 'view'>, timers = systemTimers) {
    this.#client = client;
    this.#timers = timers;
  }

  /** `false` when there is no connection: then there is no answer either. */
  ask(request: LookedUp, { onAnswer = () => {}, isQuiet = false }: AskOptions = {}): boolean {
    const { you, room } = this.#client.view;
    if (!this.#client.send(request)) return false;
    const key = keyOf(request);
    // To play what plays already is nothing, and is answered with nothing (ROM-21).
    const current = room?.currentSource ?? null;
    if (request.type === RequestType.PlayNow && current !== null && videoKey(current) === key) return true;
    const cancel = this.#timers.after(ANSWER_MAX_MS, () => this.#end(request.type, ask, { state: 'late' }));
    const ask: Ask = {
      key,
      by: you,
      isQuiet,
      answer: (answer) => {
        cancel();
        onAnswer(answer);
      },
    };
    this.#open.set(request.type, addAsk(this.#asksOf(request.type), ask));
    return true;
  }

  /** Every message of the room. */
  hear(message: ServerMessage): void {
    if (message.action === 'error') this.#hearError(message);
    else if (message.action === 'event') this.#hearEvent(message);
    else if (message.action === 'sync' && message.currentSource != null)
      this.#answered(RequestType.PlayNow, videoKey(message.currentSource), 0);
  }

  /** Calls `listener` with every refusal that nobody else tells of. Returns its removal. */
  onError(listener: (error: ErrorMessage) => void): () => void {
    this.#errorListeners.add(listener);
    return () => this.#errorListeners.delete(listener);
  }

  #hearError(error: ErrorMessage): void {
    const { open } = this.#asksOf(error.request);
    const isQuiet = open.length > 0 && open.every((ask) => ask.isQuiet);
    if (!isQuiet) for (const listener of this.#errorListeners) listener(error);
    this.#take(error.request, hearRefusal(this.#asksOf(error.request), error.code));
  }

  #hearEvent({ request, user, additional }: EventMessage): void {
    if (request.type !== RequestType.Add) return;
    this.#answered(request.type, keyOf(request), additional.videos?.length ?? 1, user.id);
  }

  #answered(type: number, key: string, count: number, by?: string): void {
    const ask = this.#asksOf(type).open.find(
      (each) => each.key === key && (by === undefined || (each.by ?? this.#client.view.you) === by),
    );
    if (ask !== undefined) this.#end(type, ask, { state: 'done', count });
  }

  #end(type: number, ask: Ask, answer: Answer): void {
    this.#take(type, closeAsk(this.#asksOf(type), ask));
    ask.answer(answer);
  }

  #take(type: number, { next, refused }: AsksStep<Ask>): void {
    this.#open.set(type, next);
    for (const { ask, code } of refused) ask.answer({ state: 'refused', code });
  }

  #asksOf(type: number): OpenAsks<Ask> {
    return this.#open.get(type) ?? NO_ASKS;
  }
}

/** What tells a request from others of its type, also when it comes back in an event. */
function keyOf(request: LookedUp): string {
  if (request.type === RequestType.PlayNow) return videoKey(request.video);
  const { url, video, videos = video === undefined ? [] : [video] } = request;
  return url ?? videos.map(videoKey).join(' ');
}
