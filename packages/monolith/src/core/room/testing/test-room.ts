import { clientId, RequestType } from '@usher/protocol';
import type {
  QueueMode,
  QueueItem,
  RoomRequest,
  RoomState,
  ServerMessage,
  SyncMessage,
  Video,
  VideoAdd,
} from '@usher/protocol';
import type { CallRequest, NewRoom, RoomEffect, RoomInput, RoomUser } from '../room-io.ts';
import { Room, type RoomConfig } from '../room.ts';

export const CONFIG: RoomConfig = { clockId: 'm1', unloadAfterMs: 300_000, random: () => 0.5 };

/** A video of 100 seconds. */
export const video = (id: string): VideoAdd => ({ service: 'direct', id });

/** Drives a room as its shell would, and keeps what each of its clients hears. Clients are named by short ids. */
export class TestRoom {
  room: Room;
  now = 1_000_000;
  effects: RoomEffect[] = [];
  /** Seconds; `undefined`: unknown. */
  videoLength: number | undefined = 100;
  readonly #inboxes = new Map<string, ServerMessage[]>();

  constructor(options: Partial<NewRoom> = {}, config = CONFIG) {
    const defaults = { name: 'Room', isTemporary: true, visibility: 'public', owner: null } as const;
    this.room = Room.create({ ...defaults, ...options }, this.now, config);
  }

  get state(): RoomState {
    return this.room.state(this.now);
  }

  get queue(): string[] {
    return this.state.queue.map(({ id }) => id);
  }

  get current(): QueueItem | null {
    return this.state.currentSource;
  }

  apply(input: RoomInput): RoomEffect[] {
    this.effects = this.room.apply(input, this.now);
    for (const effect of this.effects) this.#deliver(effect);
    return this.effects;
  }

  join(id: string, options: { user?: RoomUser; address?: string | null; resume?: boolean } = {}): void {
    const { user = guest(id), address = null, resume = false } = options;
    this.apply({ kind: 'join', client: clientId(id), user, address, resume });
  }

  leave(id: string): void {
    this.apply({ kind: 'leave', client: clientId(id) });
  }

  suspend(id: string, forMs = 10_000): void {
    this.apply({ kind: 'suspend', client: clientId(id), until: this.now + forMs });
  }

  say(id: string, message: Record<string, unknown>): void {
    this.apply({ kind: 'said', client: clientId(id), message });
  }

  request(id: string, request: RoomRequest): void {
    this.say(id, { action: 'req', request });
  }

  call(user: RoomUser, request: CallRequest): void {
    this.apply({ kind: 'call', call: 7, user, request });
  }

  /** Asks for videos and brings their metadata at once. */
  add(id: string, ...ids: string[]): void {
    for (const added of ids) {
      this.request(id, { type: RequestType.Add, video: video(added) });
      this.resolve();
    }
  }

  /** Brings what the last input asked for. */
  resolve(): void {
    for (const effect of this.effects) {
      if (effect.kind !== 'resolve') continue;
      const wanted = 'url' in effect.wanted ? [video(effect.wanted.url)] : effect.wanted.videos;
      const videos = wanted.map((each) => this.#metadata(each));
      this.apply({ kind: 'resolved', ticket: effect.ticket, result: { ok: true, videos } });
    }
  }

  /** Lets time pass; the room is woken whenever it wants to be. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (let deadline = this.room.deadlineMs(); deadline !== null && deadline <= until;) {
      this.now = Math.max(this.now, deadline);
      this.apply({ kind: 'tick' });
      deadline = this.room.deadlineMs();
    }
    this.now = until;
  }

  /** What a client has heard since it was asked last. */
  heard(id: string): ServerMessage[] {
    const messages = this.#inboxes.get(id) ?? [];
    this.#inboxes.set(id, []);
    return messages;
  }

  /** As `heard`, its `sync`s in one; `undefined` without any. */
  synced(id: string): SyncMessage | undefined {
    const syncs = this.heard(id).filter((message) => message.action === 'sync');
    return syncs.length === 0 ? undefined : Object.assign({}, ...(syncs as [SyncMessage, ...SyncMessage[]]));
  }

  /** The code of the last error that a client has heard. */
  errorOf(id: string): string | undefined {
    return this.heard(id).findLast((message) => message.action === 'error')?.code;
  }

  /** Moves the room to another Monolith. */
  move(config: RoomConfig = { ...CONFIG, clockId: 'm2' }): void {
    this.room = Room.restore(JSON.parse(JSON.stringify(this.room.snapshot())), this.now, config);
  }

  #metadata({ service, id }: VideoAdd): Video {
    return {
      service,
      id,
      title: `Video ${id}`,
      ...(this.videoLength !== undefined && { length: this.videoLength }),
    };
  }

  #deliver(effect: RoomEffect): void {
    if (effect.kind === 'send') this.#inbox(effect.to).push(effect.message);
    if (effect.kind !== 'broadcast') return;
    for (const { id } of this.room.users()) {
      if (!this.room.isSuspended(clientId(id))) this.#inbox(id).push(effect.message);
    }
  }

  #inbox(id: string): ServerMessage[] {
    const inbox = this.#inboxes.get(id) ?? [];
    this.#inboxes.set(id, inbox);
    return inbox;
  }
}

export const guest = (name: string): RoomUser => ({
  name,
  isLoggedIn: false,
  userId: null,
  sessionId: `session of ${name}`,
});

export const account = (name: string, userId: number): RoomUser => ({
  ...guest(name),
  isLoggedIn: true,
  userId,
});

/** With clients a and b, the first video playing (or about to) and the others queued. */
export function withQueue(queueMode: QueueMode = 'manual', ...ids: string[]): TestRoom {
  const room = new TestRoom({ queueMode });
  room.join('a');
  room.join('b');
  room.add('a', ...(ids.length > 0 ? ids : ['v0', 'v1', 'v2', 'v3']));
  room.heard('a');
  room.heard('b');
  return room;
}
