import type { z } from 'zod';
import { Bans } from './bans.ts';
import { Invitations } from './invitations.ts';
import { PendingRequests } from './pending-requests.ts';
import type { RoomData } from './room-data.ts';
import { Roster } from './roster.ts';
import { roomSnapshot } from './snapshot-schema.ts';
import { Votes } from './votes.ts';

/** A whole room as plain JSON. It shares parts with the live room: it is to be written, not altered. */
export type RoomSnapshot = DeepReadonly<z.output<typeof roomSnapshot>>;

export type DeepReadonly<T> = T extends string
  ? T // a branded one is an object, too
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** Everything, falsy values too (ROM-3); of suspensions nothing, because who restores a room suspends everyone (LNK-41). */
export function writeSnapshot(room: RoomData): RoomSnapshot {
  const { name, isTemporary, settings, owner, current, playback, start, segments, queue, prevQueue } = room;
  return {
    version: 1,
    name,
    isTemporary,
    settings,
    owner,
    promoted: [...room.promoted],
    current,
    playback,
    start: { ...start, reportedBy: [...start.reportedBy] },
    segments: { isKnown: segments.state === 'known', found: segments.found, soughtTo: segments.soughtTo },
    queue,
    prevQueue,
    votes: room.votes.entries(),
    votesToSkip: [...room.votesToSkip],
    endedBy: [...room.endedBy],
    roster: [...room.roster],
    replaced: [...room.roster.replaced],
    chat: [...room.chat],
    undoRecords: [...room.undoRecords],
    bans: [...room.bans],
    invitations: room.invitations.written(),
    pending: {
      nextTicket: room.pending.nextTicket,
      requests: room.pending
        .entries()
        .map(([ticket, { by, ...pending }]) => [ticket, { ...pending, by: { ...by, call: null } }]),
    },
  };
}

/** The room of a snapshot, everyone in it attached. Throws when it is none. */
export function readSnapshot(snapshot: unknown): RoomData {
  const {
    version: _version,
    start,
    segments: { isKnown, ...segments },
    votes,
    votesToSkip,
    endedBy,
    promoted,
    roster,
    replaced,
    bans,
    invitations,
    pending,
    ...plain
  } = roomSnapshot.parse(snapshot);
  const members = new Roster(replaced);
  for (const member of roster) members.set(member);
  return {
    ...plain,
    start: { ...start, reportedBy: new Set(start.reportedBy) },
    segments: { ...segments, state: isKnown ? 'known' : 'unasked' },
    promoted: new Map(promoted),
    votes: new Votes(votes),
    votesToSkip: new Set(votesToSkip),
    endedBy: new Set(endedBy),
    roster: members,
    bans: new Bans(bans),
    invitations: new Invitations(invitations),
    pending: new PendingRequests(pending.requests, pending.nextTicket),
  };
}
