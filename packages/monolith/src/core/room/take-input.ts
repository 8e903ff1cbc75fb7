import { answer, NO_REQUEST } from './answer.ts';
import { changeMember, join, leave } from './membership.ts';
import { finishRequest } from './requests/finish-request.ts';
import { handleRequest } from './requests/handle-request.ts';
import { claim } from './requests/people.ts';
import type { RoomInput } from './room-io.ts';
import { said } from './said.ts';
import type { Turn } from './turn.ts';

type InputOf<Kind extends RoomInput['kind']> = Extract<RoomInput, { kind: Kind }>;

/** What an input does by itself; what time brought before it, and what follows from it, is the room's business. */
export function takeInput(turn: Turn, input: RoomInput): void {
  const { roster } = turn.room;
  switch (input.kind) {
    case 'join':
      return join(turn, input.client, input.user, input.resume);
    case 'leave':
      return leave(turn, input.client);
    case 'suspend':
      if (roster.has(input.client)) roster.suspend(input.client, input.until);
      return;
    case 'user-changed':
      return changeMember(turn, input.client, { user: input.user });
    case 'said': {
      const member = roster.get(input.client);
      if (member !== undefined && roster.isAttached(member.id)) said(turn, member, input.message);
      return;
    }
    case 'call':
      return takeCall(turn, input);
    case 'resolved':
      return takeResolved(turn, input);
    case 'tick':
      return;
  }
}

/** A request over HTTP: in the name of the caller's client, if it has one here. */
function takeCall(turn: Turn, { call, user, request }: InputOf<'call'>): void {
  const by = { client: turn.room.roster.ofSession(user.sessionId)?.id ?? null, user, call };
  if (request.type === 'claim') return answer(turn, by, NO_REQUEST, claim(turn, user));
  answer(turn, by, request.type, handleRequest(turn, by, request));
}

/** Metadata has come. A ticket that nobody waits for is of a room before this one. */
function takeResolved(turn: Turn, { ticket, result }: InputOf<'resolved'>): void {
  const pending = turn.room.pending.take(ticket);
  if (pending === undefined) return;
  turn.touch();
  answer(turn, pending.by, pending.request.type, finishRequest(turn, pending, result));
}
