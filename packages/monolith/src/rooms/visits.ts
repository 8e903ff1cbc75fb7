import { CloseCode, isKickCode, LIMITS, type ClientId, type RoomKey } from '@usher/protocol';
import type { Logger } from '@usher/kit/runtime';
import type { Entrance, Guest, Refusal } from '../clients/entrance.ts';
import type { RoomUser } from '../core/room/room-io.ts';
import { sessionIdOf, type Sessions } from '../store/sessions.ts';
import { OneAtATime } from './one-at-a-time.ts';
import type { RoomHost } from './room-host.ts';
import type { Opened, Rooms } from './rooms.ts';

/** When a client whose Join is refused shall be tried again. */
const RETRY_MS = 500;

type Message = Readonly<Record<string, unknown>>;

/** What a client did while its Join was under way; it is done after it, in order. */
type Step =
  | { readonly kind: 'join'; readonly guest: Guest; readonly resume: boolean }
  | { readonly kind: 'said'; readonly message: Message }
  | { readonly kind: 'leave' }
  | { readonly kind: 'suspend'; readonly forMs: number };

interface Joining {
  readonly state: 'joining';
  readonly guest: Guest;
  readonly later: Step[];
}

/** A client's stay, from its Join on. */
type Visit = Joining | Joined;

interface Joined {
  readonly state: 'joined';
  readonly guest: Guest;
  readonly host: RoomHost;
  readonly user: RoomUser;
}

/** Clients on their way into rooms and in them, whichever entrance they came through. Synchronous once a client has joined. */
export class Visits {
  readonly #rooms: Rooms;
  readonly #sessions: Pick<Sessions, 'find' | 'findById'>;
  readonly #log: Logger;
  readonly #visits = new Map<ClientId, Visit>();
  /** Those that are under way, by room. */
  readonly #joining = new Map<RoomKey, Set<Joining>>();
  /** Those that have joined and whose link or Balancer is away (LNK-41). */
  readonly #suspended = new Set<ClientId>();
  /** Sessions whose user is being looked up again. */
  readonly #reloads = new OneAtATime<string>((sessionId) => this.#reload(sessionId));
  /** How often somebody was said to have changed: a Join during which that happened looks again. */
  #changes = 0;
  /** Messages of clients, for the metrics. */
  messages = 0;

  constructor(options: { rooms: Rooms; sessions: Pick<Sessions, 'find' | 'findById'>; log: Logger }) {
    this.#rooms = options.rooms;
    this.#sessions = options.sessions;
    this.#log = options.log;
  }

  get size(): number {
    return this.#visits.size;
  }

  /** Everyone, for the metrics. */
  *all(): Iterable<{ state: 'joining' | 'joined' | 'suspended'; entrance: Entrance }> {
    for (const [client, { state, guest }] of this.#visits)
      yield { state: this.#suspended.has(client) ? 'suspended' : state, entrance: guest.entrance };
  }

  /** Also a second Join of a client that has joined: the room sends it full state again (LNK-26). */
  joined(guest: Guest, resume: boolean): void {
    const visit = this.#visits.get(guest.id);
    this.#suspended.delete(guest.id);
    if (visit?.state === 'joining') return this.#postpone(visit, { kind: 'join', guest, resume });
    if (visit?.state === 'joined') return this.#joinAgain(visit, guest, resume);
    const joining: Joining = { state: 'joining', guest, later: [] };
    this.#begin(joining);
    this.#join(joining, resume).catch((error: unknown) => {
      this.#log.error({ err: error, client: guest.id, room: guest.room }, 'a client could not join');
      if (this.#visits.get(guest.id) === joining) this.#refuse(joining, 'store-unavailable');
    });
  }

  said(client: ClientId, message: Message): void {
    this.messages++;
    const visit = this.#visits.get(client);
    if (visit?.state === 'joining') this.#postpone(visit, { kind: 'said', message });
    else if (visit !== undefined) this.#said(visit.guest, visit.host, message);
  }

  left(client: ClientId): void {
    const visit = this.#visits.get(client);
    if (visit?.state === 'joining') return this.#postpone(visit, { kind: 'leave' });
    if (visit === undefined) return;
    this.#forget(client);
    this.#log.debug({ client, room: visit.guest.room }, 'left');
    visit.host.leave(client);
  }

  suspended(client: ClientId, forMs: number): void {
    const visit = this.#visits.get(client);
    if (visit?.state === 'joining') this.#postpone(visit, { kind: 'suspend', forMs });
    else if (visit !== undefined) {
      this.#suspended.add(client);
      this.#log.debug({ client, room: visit.guest.room, forMs }, 'suspended');
      visit.host.suspend(client, forMs);
    }
  }

  /** The client's room has let it go. */
  gone(client: ClientId): void {
    if (this.#visits.get(client)?.state === 'joined') this.#forget(client);
  }

  /** The room is unloaded: that has answered all Joins that were under way to it (LNK-33). */
  unloaded(room: RoomKey): void {
    for (const visit of this.#joining.get(room) ?? []) this.#deny(visit, () => undefined);
  }

  /** Somebody has another name or account now, or none: every room that the session is in here shall know (MSG-24). */
  sessionChanged(sessionId: string): void {
    this.#changes++;
    this.#reloads.run(sessionId);
  }

  /** As `sessionChanged`, for all sessions of an account (WEB-18). */
  accountChanged(userId: number): void {
    this.#changes++;
    const its = [...this.#joined()].filter(({ user }) => user.userId === userId);
    for (const sessionId of new Set(its.map(({ user }) => user.sessionId))) this.#reloads.run(sessionId);
  }

  *#joined(): Iterable<Joined> {
    for (const visit of this.#visits.values()) if (visit.state === 'joined') yield visit;
  }

  #forget(client: ClientId): void {
    this.#visits.delete(client);
    this.#suspended.delete(client);
  }

  #begin(visit: Joining): void {
    const { id, room } = visit.guest;
    this.#visits.set(id, visit);
    const others = this.#joining.get(room) ?? new Set();
    this.#joining.set(room, others.add(visit));
  }

  #end(visit: Joining): void {
    const { id, room } = visit.guest;
    this.#visits.delete(id);
    const others = this.#joining.get(room);
    others?.delete(visit);
    if (others?.size === 0) this.#joining.delete(room);
  }

  #joinAgain({ host, user }: Joined, guest: Guest, resume: boolean): void {
    if (!this.#rooms.isLeaving(guest.room)) host.join(guest, user, resume);
  }

  async #join(visit: Joining, resume: boolean): Promise<void> {
    const { guest } = visit;
    // Who has lost the live state has perhaps lost the database, too: the client shall not wait for that to be found out.
    if (!this.#rooms.mayServe) return this.#refuse(visit, 'store-unavailable');
    const changes = this.#changes;
    const user = await this.#sessions.find(guest.token);
    if (this.#visits.get(guest.id) !== visit) return; // answered already: it loads no room
    if (user === null) return this.#turnAway(visit, CloseCode.Unauthenticated, 'unknown token');
    const opened = await this.#rooms.open(guest.room);
    if (this.#visits.get(guest.id) !== visit) return;
    if (opened.kind === 'open') this.#enter(visit, opened.host, user, resume);
    else this.#answer(visit, opened);
    if (this.#changes !== changes) this.#reloads.run(user.sessionId);
  }

  #enter(visit: Joining, host: RoomHost, user: RoomUser, resume: boolean): void {
    const { guest } = visit;
    if (this.#rooms.isLeaving(guest.room)) return; // it is answered where the room goes (LNK-37)
    if (!host.isOpen) return this.#refuse(visit, 'overloaded'); // it was unloaded that moment
    if (host.isFullFor(guest, user)) return this.#refuse(visit, 'room-full');
    this.#end(visit);
    this.#visits.set(guest.id, { state: 'joined', guest, host, user });
    this.#log.debug({ client: guest.id, room: guest.room, resume }, 'joined');
    host.join(guest, user, resume);
    for (const step of visit.later) this.#catchUp(guest.id, step);
  }

  #catchUp(client: ClientId, step: Step): void {
    switch (step.kind) {
      case 'join':
        return this.joined(step.guest, step.resume);
      case 'said':
        return this.said(client, step.message);
      case 'leave':
        return this.left(client);
      case 'suspend':
        return this.suspended(client, step.forMs);
    }
  }

  #answer(visit: Joining, opened: Exclude<Opened, { kind: 'open' }>): void {
    switch (opened.kind) {
      case 'missing':
        return this.#turnAway(visit, CloseCode.RoomNotFound, 'room not found');
      case 'owned':
        return this.#moved(visit.guest, opened);
      case 'draining':
        return this.#refuse(visit, 'draining');
      case 'unavailable':
        return this.#refuse(visit, 'store-unavailable');
    }
  }

  /** One `moved` speaks for all who are about to join that room by the same entrance (LNK-35). */
  #moved({ room, entrance }: Guest, { by, retryMs }: Extract<Opened, { kind: 'owned' }>): void {
    for (const visit of this.#joining.get(room) ?? []) {
      const { guest } = visit;
      if (guest.entrance === entrance) this.#deny(visit, () => entrance.moved(guest.id, by, retryMs));
    }
  }

  #turnAway(visit: Joining, code: CloseCode, reason: string): void {
    const { id, entrance } = visit.guest;
    this.#deny(visit, () => entrance.kick(id, code, reason));
  }

  #refuse(visit: Joining, reason: Refusal): void {
    const { id, entrance } = visit.guest;
    const retryMs = reason === 'draining' ? 0 : RETRY_MS; // LNK-38: elsewhere, so at once
    this.#deny(visit, () => entrance.refused(id, reason, retryMs));
  }

  /** Whoever has left meanwhile awaits no answer; what came after the Leave, such as a Join to another room, counts. */
  #deny(visit: Joining, answer: () => void): void {
    const { guest, later } = visit;
    this.#end(visit);
    const leave = later.findIndex(({ kind }) => kind === 'leave');
    if (leave < 0) return answer();
    for (const step of later.slice(leave + 1)) this.#catchUp(guest.id, step);
  }

  #postpone(visit: Joining, step: Step): void {
    if (visit.later.length >= LIMITS.pendingMessagesMax) this.#refuse(visit, 'overloaded');
    else visit.later.push(step);
  }

  #said(guest: Guest, host: RoomHost, message: Message): void {
    switch (message['action']) {
      case 'auth':
        return;
      case 'notify':
        if (message['message'] === 'usernameChanged') this.sessionChanged(sessionIdOf(guest.token));
        return;
      case 'kickme':
        return this.#dismiss(guest, host, message['reason']);
      default:
        host.said(guest.id, message);
    }
  }

  /** A session that has ended is nobody's any more. Nothing changes while the store cannot be asked. */
  async #reload(sessionId: string): Promise<void> {
    try {
      const user = await this.#sessions.findById(sessionId);
      const its = [...this.#joined()].filter((visit) => visit.user.sessionId === sessionId);
      for (const visit of its) this.#userChanged(visit, user);
    } catch (error) {
      this.#log.error({ err: error }, 'a user who has changed could not be looked up');
    }
  }

  #userChanged(visit: Joined, user: RoomUser | null): void {
    const { guest, host } = visit;
    if (this.#visits.get(guest.id) !== visit) return; // what the room did about another client of theirs sent it away
    if (user === null) return this.#close(guest, host, CloseCode.Unauthenticated, 'the session has ended');
    this.#visits.set(guest.id, { ...visit, user });
    host.userChanged(guest.id, user);
  }

  /** A debugging aid (MSG-24). */
  #dismiss(guest: Guest, host: RoomHost, reason: unknown): void {
    const code = typeof reason === 'number' && isKickCode(reason) ? reason : CloseCode.Unknown;
    this.#close(guest, host, code, 'asked for by the client');
  }

  #close({ id }: Guest, host: RoomHost, code: number, reason: string): void {
    this.#forget(id);
    host.dismiss(id, code, reason);
  }
}
