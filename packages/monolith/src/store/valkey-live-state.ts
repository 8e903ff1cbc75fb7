import { assert } from '@usher/kit';
import { monolithId, type MonolithId, type RoomKey } from '@usher/protocol';
import {
  ANNOUNCEMENTS_KEPT,
  LEASE,
  type Announcements,
  type Claim,
  type LiveState,
  type SpendLimit,
  type Spent,
} from './live-state.ts';
import { Valkey } from './valkey.ts';
import { CLAIM, CLOCK, CREATE, REMOVE, SPEND, WRITE, type Script } from './valkey-scripts.ts';

const sessionKey = (id: MonolithId) => `usher:session:${id}`;
const roomRecord = (room: RoomKey) => `usher:room:${room}`;
const budgetKey = (budget: string) => `usher:budget:${budget}`;
/** A stream, whose ids are times: they go on growing even if the store loses its data. */
const ANNOUNCEMENTS_KEY = 'usher:announcements';
/** Before the id of any entry. */
const STREAM_START = '0-0';
/** Exists nowhere; its slot makes all Monoliths ask the same server of a cluster for the time. */
const CLOCK_KEY = 'usher:clock';
/** What the store says of the remaining time of a key that is not there. */
const NO_SUCH_KEY = -2;

type Owned = readonly ['owned', owner: string];
type Done =
  | readonly ['created']
  | readonly ['taken']
  | readonly ['claimed', epoch: number, state: string]
  | readonly ['missing'];
type SpendReply = readonly [fits: number, spent: number, resetMs: number];
type StreamEntry = readonly [id: string, fields: readonly [name: string, value: string]];

/**
 * The live state of Monoliths on several machines, in Valkey or Redis, one server or a cluster (OWN-5). A session is a key that
 * expires; a room is a hash that only scripts touch. A server that fails over to a replica may forget its last moments: whose
 * session or claim was among them learns that at its next renewal or save, and epochs keep what it writes apart.
 */
export class ValkeyLiveState implements LiveState {
  readonly #valkey: Valkey;
  #writes = 0;

  /** @param url `redis://…` or, with TLS, `rediss://…` */
  constructor(url: string) {
    this.#valkey = new Valkey(url);
  }

  async now(): Promise<number> {
    const [seconds, micros] = (await this.#valkey.run(CLOCK, CLOCK_KEY)) as [string, string];
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  }

  async openSession(id: MonolithId): Promise<void> {
    const key = sessionKey(id);
    const done = await this.#valkey.send(key, 'SET', key, '', 'PX', String(LEASE.validMs), 'NX');
    assert(done !== null, 'the id of a session is used twice');
  }

  /** A key that is gone gets no new time: what is over never revives (OWN-2). */
  async renewSession(id: MonolithId): Promise<boolean> {
    const key = sessionKey(id);
    return (await this.#valkey.send(key, 'PEXPIRE', key, String(LEASE.validMs))) === 1;
  }

  async endSession(id: MonolithId): Promise<void> {
    const key = sessionKey(id);
    await this.#valkey.send(key, 'DEL', key);
  }

  async create(room: RoomKey, state: string, ttlMs: number | null): Promise<boolean> {
    const ttl = ttlMs === null ? '' : String(ttlMs);
    const answer = await this.#pastDeadOwners(CREATE, room, state, ttl);
    return answer.kind === 'done' && answer.reply[0] === 'created';
  }

  async claim(room: RoomKey, by: MonolithId): Promise<Claim> {
    if ((await this.#remainingMs(by)) === null) return { kind: 'session-over' };
    const answer = await this.#pastDeadOwners(CLAIM, room, by);
    if (answer.kind === 'owned') return answer;
    const [kind, epoch, state] = answer.reply;
    return kind === 'claimed' ? { kind, epoch, state } : { kind: 'missing' };
  }

  save(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    return this.#write(room, epoch, state, 'keep');
  }

  release(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    return this.#write(room, epoch, state, 'release');
  }

  async remove(room: RoomKey, epoch: number): Promise<boolean> {
    return (await this.#valkey.run(REMOVE, roomRecord(room), String(epoch))) === 1;
  }

  async spend(budget: string, points: number, limit: SpendLimit): Promise<Spent> {
    const args = [points, limit.points, limit.windowMs].map(String);
    const [fits, spent, resetMs] = (await this.#valkey.run(SPEND, budgetKey(budget), ...args)) as SpendReply;
    return { ok: fits === 1, remaining: Math.max(0, limit.points - spent), resetMs };
  }

  async announce(text: string): Promise<void> {
    const key = ANNOUNCEMENTS_KEY;
    await this.#valkey.send(key, 'XADD', key, 'MAXLEN', String(ANNOUNCEMENTS_KEPT), '*', 'text', text);
  }

  async announcements(after: string | null): Promise<Announcements> {
    const key = ANNOUNCEMENTS_KEY;
    if (after === null) {
      const [last] = (await this.#valkey.send(
        key,
        'XREVRANGE',
        key,
        '+',
        '-',
        'COUNT',
        '1',
      )) as StreamEntry[];
      return { cursor: last?.[0] ?? STREAM_START, texts: [] };
    }
    const entries = (await this.#valkey.send(key, 'XRANGE', key, `(${after}`, '+')) as StreamEntry[];
    return { cursor: entries.at(-1)?.[0] ?? after, texts: entries.map(([, [, text]]) => text) };
  }

  async close(): Promise<void> {
    this.#valkey.close();
  }

  /**
   * Runs a script that an owner may stand in the way of. Sessions and rooms are in different slots of a cluster, so the owner's
   * session is looked at in between, and the script then compares and sets. A session that is over stays so: it does not
   * matter how long ago that was seen (OWN-2).
   */
  async #pastDeadOwners(
    script: Script,
    room: RoomKey,
    ...args: readonly string[]
  ): Promise<{ kind: 'done'; reply: Done } | Extract<Claim, { kind: 'owned' }>> {
    // Goes round once more only when yet another owner has come and gone.
    for (let over = ''; ;) {
      const reply = (await this.#valkey.run(script, roomRecord(room), over, ...args)) as Done | Owned;
      if (reply[0] !== 'owned') return { kind: 'done', reply };
      const by = monolithId(reply[1]);
      const retryMs = await this.#remainingMs(by);
      if (retryMs !== null) return { kind: 'owned', by, retryMs };
      over = by;
    }
  }

  /** What is left of a session, ms, at least 1; `null`: it is over. */
  async #remainingMs(id: MonolithId): Promise<number | null> {
    const key = sessionKey(id);
    const remaining = Number(await this.#valkey.send(key, 'PTTL', key));
    // In its last millisecond it can still be renewed.
    return remaining === NO_SUCH_KEY ? null : Math.max(1, remaining);
  }

  /** Numbered, for one that was given up as unanswered may arrive by its old connection after the next one. */
  async #write(room: RoomKey, epoch: number, state: string, ownership: 'keep' | 'release'): Promise<boolean> {
    const number = String(++this.#writes);
    return (await this.#valkey.run(WRITE, roomRecord(room), String(epoch), state, number, ownership)) === 1;
  }
}
