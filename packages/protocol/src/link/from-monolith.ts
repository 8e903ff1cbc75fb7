import { clientId, roomKey, type ClientId, type RoomKey } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { MONOLITH_ACTIONS, monolithControl, type MonolithControl } from '../schemas/link.ts';
import { parseObject } from './parse-object.ts';
import { describeIssues } from './describe-issues.ts';
import { sliceValue } from './slice.ts';
import { readUsualData, type UsualForm } from './usual-data.ts';

/** One frame of a Monolith, as the Balancer reads it. */
export type FromMonolith =
  /** `room` is `null` for a name that no room can have: nobody is there (LNK-23). `client` `null`: to everyone in the room. */
  | {
      readonly kind: 'data';
      readonly room: RoomKey | null;
      readonly client: ClientId | null;
      /** The text of `message`, byte for byte (LNK-22). */
      readonly message: string;
    }
  | { readonly kind: 'control'; readonly control: ControlFromMonolith }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'error'; readonly reason: string };

type SeedKick = Extract<MonolithControl, { action: 'kick' }>;

/** What a Monolith says to the Balancer itself, in whichever dialect. */
export type ControlFromMonolith =
  | Exclude<MonolithControl, SeedKick>
  /** `room` is `null` where the dialect does not name it (OTT-3). */
  | (Omit<SeedKick, 'room'> & { readonly room: RoomKey | null })
  /** The client is in no room there any more, and not for what it did: its room is about to be unloaded (OTT-3). */
  | { readonly action: 'let-go'; readonly id: ClientId };

/** The envelope as our Monolith writes it. */
const USUAL_ENVELOPE: UsualForm = {
  beginning: /^\{"room":"([A-Za-z0-9_-]{1,64})"(?:,"id":"([A-Za-z0-9_-]{1,64})")?,"message":\{/,
  end: '}}',
};

/** Reads one text frame of a Monolith (LNK-3, LNK-22). */
export function readFromMonolith(frame: string): FromMonolith {
  return readUsualData(frame, USUAL_ENVELOPE) ?? readAnyFrame(frame);
}

function readAnyFrame(frame: string): FromMonolith {
  const object = parseObject(frame);
  if (object === null) return { kind: 'error', reason: 'not a JSON object' };
  if (Object.hasOwn(object, 'message')) return readEnvelope(frame, object);
  const action = object['action'];
  if (action === undefined) return { kind: 'error', reason: 'neither "message" nor "action"' };
  if (typeof action !== 'string') return { kind: 'error', reason: '"action" must be a string' };
  if (!MONOLITH_ACTIONS.has(action)) return { kind: 'unknown' };
  // Rooms without end in one frame would hold up everybody for as long as they take (LNK-31).
  if (action === 'gossip' && frame.length > LIMITS.gossipPartBytesMax)
    return { kind: 'error', reason: 'a part of gossip is too long' };
  const control = monolithControl.safeParse(object);
  if (!control.success) return { kind: 'error', reason: describeIssues(action, control.error) };
  return { kind: 'control', control: control.data };
}

function readEnvelope(frame: string, object: Record<string, unknown>): FromMonolith {
  const { room, id = null } = object as { room?: unknown; id?: unknown };
  if (typeof room !== 'string') return { kind: 'error', reason: '"room" must be a string' };
  if (id !== null && typeof id !== 'string') return { kind: 'error', reason: '"id" must be a string' };
  const message = sliceValue(frame, 'message');
  if (message?.charAt(0) !== '{') return { kind: 'error', reason: '"message" must be an object' };
  return { kind: 'data', room: roomKey(room), client: id === null ? null : clientId(id), message };
}
