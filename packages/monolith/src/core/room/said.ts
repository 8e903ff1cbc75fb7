import { isObject } from '@usher/protocol';
import { clientMessage } from '@usher/protocol/schemas';
import { answer, NO_REQUEST } from './answer.ts';
import { notValid } from './errors.ts';
import { changeMember } from './membership.ts';
import { playerEnded } from './player-ended.ts';
import { handleRequest } from './requests/handle-request.ts';
import type { Member } from './roster.ts';
import type { Turn } from './turn.ts';
import { noteReport } from './waiting.ts';

type Message = Readonly<Record<string, unknown>>;

const ACTIONS: ReadonlySet<unknown> = new Set(clientMessage.options.map(({ shape }) => shape.action.value));

/** What a client of the room said (spec 2.2). Unknown actions are ignored, mistakes are told to it alone (MSG-26). */
export function said(turn: Turn, member: Member, message: Message): void {
  if (!ACTIONS.has(message['action'])) return;
  const by = { client: member.id, user: member.user, call: null };
  const parsed = clientMessage.safeParse(message);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const words = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
    return answer(turn, by, requestTypeOf(message), notValid(words));
  }
  const { data } = parsed;
  switch (data.action) {
    case 'req':
      return answer(turn, by, data.request.type, handleRequest(turn, by, data.request));
    case 'status': // MSG-24
      if (data.status !== member.status) changeMember(turn, member.id, { status: data.status });
      noteReport(turn, member.id, data.status); // WEB-6
      if (data.status === 'ended') playerEnded(turn, member);
      return;
    case 'clock': // MSG-25
      return turn.send(member.id, { action: 'clock', t0: data.t0, t1: turn.now, t2: turn.now });
    case 'notify':
    case 'kickme':
      return; // not the room's business
  }
}

/** The type that an invalid request names, for its error. */
function requestTypeOf({ request }: Message): number {
  const type = isObject(request) ? request['type'] : undefined;
  return typeof type === 'number' ? type : NO_REQUEST;
}
