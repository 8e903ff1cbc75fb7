import { CloseCode, isKickCode, LIMITS, type ClientId, type RoomKey } from '@usher/protocol';
import type { Logger } from '@usher/kit/runtime';
import type { Guest, Refusal } from '../clients/entrance.ts';
import type { RoomUser } from '../core/room/room-io.ts';
import type { Sessions } from '../store/sessions.ts';
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
type Visit =
  | Joining
  | { readonly state: 'joined'; readonly guest: Guest; readonly host: RoomHost; readonly user: RoomUser };

/** Clients on their way into rooms and in them, whichever entrance they came through. Synchronous once a client has joined. */
export class Visits {
  readonly #rooms: Rooms;
  readonly #sessions: Sessions;
  readonly #log: Logger;
  readonly #visits = new Map<ClientId, Visit>();
  /** Those that are under way, by room. */
  readonly #joining = new Map<RoomKey, Set<Joining>>();
  /** Messages of clients, for the metrics. */
  messages = 0;

  constructor(options: { rooms: Rooms; sessions: Sessions; log: Logger }) {
    this.#rooms = options.rooms;
    this.#sessions = options.sessions;
    this.#log = options.log;
  }

  get size(): number {
    return this.#visits.size;
  }

  /** Also a second Join of a client that has joined: the room sends it full state again (LNK-26). */
  joined(guest: Guest, resume: boolean): void {
    const visit = this.#visits.get(guest.id);
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
    this.#visits.delete(client);
    visit?.host.leave(client);
  }

  suspended(client: ClientId, forMs: number): void {
    const visit = this.#visits.get(client);
    if (visit?.state === 'joining') this.#postpone(visit, { kind: 'suspend', forMs });
    else visit?.host.suspend(client, forMs);
  }

  /** The client's room has let it go. */
  gone(client: ClientId): void {
    if (this.#visits.get(client)?.state === 'joined') this.#visits.delete(client);
  }

  /** The room is unloaded: that has answered all Joins that were under way to it (LNK-33). */
  unloaded(room: RoomKey): void {
    for (const visit of this.#joining.get(room) ?? []) this.#deny(visit, () => undefined);
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

  #joinAgain({ host, user }: Extract<Visit, { state: 'joined' }>, guest: Guest, resume: boolean): void {
    if (!this.#rooms.isLeaving(guest.room)) host.join(guest, user, resume);
  }

  async #join(visit: Joining, resume: boolean): Promise<void> {
    const { guest } = visit;
    const user = await this.#sessions.find(guest.token);
    if (this.#visits.get(guest.id) !== visit) return; // answered already: it loads no room
    if (user === null) return this.#turnAway(visit, CloseCode.Unauthenticated, 'unknown token');
    const opened = await this.#rooms.open(guest.room);
    if (this.#visits.get(guest.id) !== visit) return;
    if (opened.kind === 'open') this.#enter(visit, opened.host, user, resume);
    else this.#answer(visit, opened);
  }

  #enter(visit: Joining, host: RoomHost, user: RoomUser, resume: boolean): void {
    const { guest } = visit;
    if (this.#rooms.isLeaving(guest.room)) return; // it is answered where the room goes (LNK-37)
    if (!host.isOpen) return this.#refuse(visit, 'overloaded'); // it was unloaded that moment
    if (host.isFullFor(guest.id)) return this.#refuse(visit, 'room-full');
    this.#end(visit);
    this.#visits.set(guest.id, { state: 'joined', guest, host, user });
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
        if (message['message'] === 'usernameChanged') void this.#reloadUser(guest.token);
        return;
      case 'kickme':
        return this.#dismiss(guest, host, message['reason']);
      default:
        host.said(guest.id, message);
    }
  }

  /** Somebody has another name now: every room that the session is in shall know (MSG-24). */
  async #reloadUser(token: string): Promise<void> {
    const user = await this.#sessions.find(token).catch(() => null);
    if (user === null) return;
    for (const visit of this.#visits.values()) {
      if (visit.state === 'joined' && visit.guest.token === token)
        visit.host.userChanged(visit.guest.id, user);
    }
  }

  /** A debugging aid (MSG-24). */
  #dismiss({ id }: Guest, host: RoomHost, reason: unknown): void {
    const code = typeof reason === 'number' && isKickCode(reason) ? reason : CloseCode.Unknown;
    this.#visits.delete(id);
    host.dismiss(id, code, 'asked for by the client');
  }
}
