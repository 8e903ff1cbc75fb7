import { callerAdmission } from '../admission.ts';
import type { Asker } from '../asker.ts';
import { banned, roomNotFound } from '../errors.ts';
import type { CallRequest } from '../room-io.ts';
import type { Turn } from '../turn.ts';
import { ban, unban } from './ban.ts';
import { handleRequest } from './handle-request.ts';
import type { Outcome } from './handler.ts';
import { invite, redeem } from './invitations.ts';
import { claim } from './people.ts';

/** Carries out a request over HTTP. Who may not enter the room may not do anything to it, either (ROM-34, ROM-35). */
export function handleCall(turn: Turn, by: Asker, request: CallRequest): Outcome {
  if (request.type === 'redeem') return redeem(turn, by, request);
  switch (callerAdmission(turn.room, by.user)) {
    case 'hidden':
      return roomNotFound();
    case 'banned':
      return banned();
    case 'welcome':
      return dispatch(turn, by, request);
  }
}

function dispatch(
  turn: Turn,
  by: Asker,
  request: Exclude<CallRequest, { readonly type: 'redeem' }>,
): Outcome {
  switch (request.type) {
    case 'claim':
      return claim(turn, by.user);
    case 'ban':
      return ban(turn, by, request);
    case 'unban':
      return unban(turn, by, request);
    case 'invite':
      return invite(turn, by, request);
    default:
      return handleRequest(turn, by, request);
  }
}
