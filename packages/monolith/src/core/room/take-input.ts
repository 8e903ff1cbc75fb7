import { answer, NO_REQUEST } from './answer.ts';
import { changeMember, join, leave } from './membership.ts';
import { expelBanned } from './requests/ban.ts';
import { finishRequest } from './requests/finish-request.ts';
import { handleCall } from './requests/handle-call.ts';
import type { RoomInput } from './room-io.ts';
import { said } from './said.ts';
import { takeSegments } from './segments.ts';
import type { Turn } from './turn.ts';
import { waitNoMoreFor } from './waiting.ts';

type InputOf<Kind extends RoomInput['kind']> = Extract<RoomInput, { kind: Kind }>;

/** What an input does by itself; what time brought before it, and what follows from it, is the room's business. */
export function takeInput(turn: Turn, input: RoomInput): void {
  const { roster } = turn.room;
  switch (input.kind) {
    case 'join':
      return join(turn, input);
    case 'leave':
      return leave(turn, input.client);
    case 'suspend':
      if (roster.has(input.client)) roster.suspend(input.client, input.until);
      return waitNoMoreFor(turn, input.client);
    case 'user-changed':
      changeMember(turn, input.client, { user: input.user });
      return expelBanned(turn);
    case 'said': {
      const member = roster.get(input.client);
      if (member !== undefined && roster.isAttached(member.id)) said(turn, member, input.message);
      return;
    }
    case 'call':
      return takeCall(turn, input);
    case 'resolved':
      return takeResolved(turn, input);
    case 'segments-found':
      return takeSegments(turn, input.video, input.segments);
    case 'tick':
      return;
  }
}

/** A request over HTTP: in the name of the caller's client, if it has one here. */
function takeCall(turn: Turn, { call, user, request }: InputOf<'call'>): void {
  const by = { client: turn.room.roster.ofSession(user.sessionId)?.id ?? null, user, call };
  const type = typeof request.type === 'number' ? request.type : NO_REQUEST;
  answer(turn, by, type, handleCall(turn, by, request));
}

/** Metadata has come. A ticket that nobody waits for is of a room before this one. */
function takeResolved(turn: Turn, { ticket, result }: InputOf<'resolved'>): void {
  const pending = turn.room.pending.take(ticket);
  if (pending === undefined) return;
  turn.touch();
  answer(turn, pending.by, pending.request.type, finishRequest(turn, pending, result));
}
