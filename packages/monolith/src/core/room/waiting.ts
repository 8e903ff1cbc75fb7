import type { ClientId, PlayerStatus, QueueItem } from '@usher/protocol';
import { isSame } from './item.ts';
import { hold, play } from './playback.ts';
import type { RoomData } from './room-data.ts';
import type { Turn } from './turn.ts';

/** How the current item begins: players are waited for once, when it is first played (WEB-6). */
export interface ItemStart {
  /** Room time at which it became current, ms. */
  readonly currentSinceMs: number;
  /** Whose player has reported on it since. */
  readonly reportedBy: Set<ClientId>;
  readonly phase: StartPhase;
}

type StartPhase =
  /** It has not been played yet. Players are waited for if it is first played from `position`, seconds. */
  | { readonly state: 'due'; readonly position: number }
  /** The room is meant to play, and does as soon as `clients` are ready; since `sinceMs`, room time. */
  | { readonly state: 'waiting'; readonly sinceMs: number; readonly clients: readonly ClientId[] }
  | { readonly state: 'begun' };

type Waiting = Extract<StartPhase, { state: 'waiting' }>;

/** For a player that says nothing about the new item: not every client reports each item. */
const GRACE_MS = 1_000;

export const nothingToStart = (): ItemStart => ({
  currentSinceMs: 0,
  reportedBy: new Set(),
  phase: { state: 'begun' },
});

/** Who is being waited for; a move of the room does not change that. */
export function waitingFor({ start: { phase } }: RoomData): readonly ClientId[] {
  return phase.state === 'waiting' ? phase.clients : [];
}

/** Whether the room plays, or would if it did not wait. */
export function isMeantToPlay({ playback, start }: RoomData): boolean {
  return playback.isPlaying || start.phase.state === 'waiting';
}

/** When somebody is no longer waited for, or nobody is. */
export function waitingDeadlineMs({ start, settings }: RoomData): number {
  const { currentSinceMs, reportedBy, phase } = start;
  if (phase.state !== 'waiting') return Infinity;
  const isSomeoneSilent = phase.clients.some((client) => !reportedBy.has(client));
  return Math.min(
    phase.sinceMs + settings.waitForReadySeconds * 1000,
    isSomeoneSilent ? currentSinceMs + GRACE_MS : Infinity,
  );
}

/** Begins to wait, goes on waiting or plays, as the room is now. */
export function settleStart(turn: Turn): void {
  const { phase } = turn.room.start;
  if (phase.state === 'due' && turn.room.playback.isPlaying) return begin(turn, phase.position);
  if (phase.state === 'waiting') return goOn(turn, phase);
}

/** A client's player has reported. An end may be that of the item before, told late: it says nothing about this one. */
export function noteReport(turn: Turn, client: ClientId, status: PlayerStatus): void {
  const { reportedBy } = turn.room.start;
  if (status === 'ended' || reportedBy.has(client)) return;
  reportedBy.add(client);
  turn.touch();
}

/** Somebody says whether to play while the room waits. `false`: it does not wait. */
export function endWaiting(turn: Turn, shallPlay: boolean): boolean {
  const { start, playback } = turn.room;
  if (start.phase.state !== 'waiting') return false;
  setPhase(turn, shallPlay ? { state: 'begun' } : { state: 'due', position: playback.position });
  turn.changed('waitingFor');
  return true;
}

/** For whom is not heard now there is no telling when it will be ready. */
export function waitNoMoreFor(turn: Turn, client: ClientId): void {
  const { phase } = turn.room.start;
  if (phase.state !== 'waiting' || !phase.clients.includes(client)) return;
  setPhase(turn, { ...phase, clients: phase.clients.filter((waited) => waited !== client) });
  turn.changed('waitingFor');
}

/** The new connection of a client is waited for as its old one was (LNK-41). */
export function inheritStart(turn: Turn, old: ClientId, heir: ClientId): void {
  const { phase, reportedBy } = turn.room.start;
  if (reportedBy.delete(old)) reportedBy.add(heir);
  if (phase.state !== 'waiting' || !phase.clients.includes(old)) return;
  setPhase(turn, { ...phase, clients: phase.clients.map((client) => (client === old ? heir : client)) });
  turn.changed('waitingFor');
}

/**
 * Another item becomes the current one, to be played from `position`; of it no player has told anything yet. One that
 * begins again is what all players have.
 */
export function resetStart(turn: Turn, next: QueueItem | null, position: number): void {
  const { room, now } = turn;
  if (room.start.phase.state === 'waiting') turn.changed('waitingFor');
  const isAgain = next !== null && room.current !== null && isSame(next, room.current);
  room.start = {
    currentSinceMs: now,
    reportedBy: new Set(isAgain ? [...room.roster].map(({ id }) => id) : []),
    phase: next === null ? { state: 'begun' } : { state: 'due', position },
  };
}

function begin(turn: Turn, position: number): void {
  const { room, now } = turn;
  const isFromStart = room.playback.position === position && room.settings.waitForReadySeconds > 0;
  const attached = [...room.roster].map(({ id }) => id).filter((id) => room.roster.isAttached(id));
  const clients = isFromStart ? attached.filter((client) => isWaitedFor(room, client, now)) : [];
  if (clients.length === 0) return setPhase(turn, { state: 'begun' });
  room.playback = hold(room.playback, now);
  setPhase(turn, { state: 'waiting', sinceMs: now, clients });
  turn.changed('isPlaying', 'playbackPosition', 'waitingFor');
}

/** Nobody is added to those who are waited for: a player that stalls again, or joins, does not hold the others up. */
function goOn(turn: Turn, phase: Waiting): void {
  const { room, now } = turn;
  const isOver = now >= phase.sinceMs + room.settings.waitForReadySeconds * 1000;
  const clients = isOver ? [] : phase.clients.filter((client) => isWaitedFor(room, client, now));
  if (clients.length > 0 && clients.length === phase.clients.length) return;
  turn.changed('waitingFor');
  if (clients.length > 0) return setPhase(turn, { ...phase, clients });
  setPhase(turn, { state: 'begun' });
  room.playback = play(room.playback, now);
  turn.changed('isPlaying', 'playbackPosition');
}

function isWaitedFor({ roster, start }: RoomData, client: ClientId, now: number): boolean {
  const status = roster.get(client)?.status ?? 'none';
  if (status === 'none') return false;
  return start.reportedBy.has(client) ? status === 'buffering' : now < start.currentSinceMs + GRACE_MS;
}

function setPhase(turn: Turn, phase: StartPhase): void {
  turn.room.start = { ...turn.room.start, phase };
  turn.touch();
}
