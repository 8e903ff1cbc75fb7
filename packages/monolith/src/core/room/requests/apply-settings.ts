import { grantableMask, mergeGrants, Role } from '@usher/protocol';
import type { Grants, Permission, RoomSettings } from '@usher/protocol';
import { badArgument, lacking } from '../errors.ts';
import { clearSkipVotes, setQueue } from '../queue.ts';
import type { Asker } from '../asker.ts';
import { may } from '../roles.ts';
import type { Settings } from '../room-data.ts';
import type { Turn } from '../turn.ts';
import type { Handler, RequestOf } from './handler.ts';

const SETTING_PERMISSION: Readonly<Record<Exclude<keyof RoomSettings, 'grants'>, Permission>> = {
  title: 'configure-room.set-title',
  description: 'configure-room.set-description',
  visibility: 'configure-room.set-visibility',
  queueMode: 'configure-room.set-queue-mode',
  autoSkipSegmentCategories: 'configure-room.other',
  restoreQueueBehavior: 'configure-room.other',
  enableVoteSkip: 'configure-room.other',
  waitForReadySeconds: 'configure-room.other',
};

const GRANT_PERMISSION: ReadonlyMap<Role, Permission> = new Map([
  [Role.UnregisteredUser, 'configure-room.set-permissions.for-all-unregistered-users'],
  [Role.RegisteredUser, 'configure-room.set-permissions.for-all-registered-users'],
  [Role.TrustedUser, 'configure-room.set-permissions.for-trusted-users'],
  [Role.Moderator, 'configure-room.set-permissions.for-moderator'],
]);

/** MSG-13, ROM-32: all is checked before anything is applied. */
export const applySettings: Handler<'ApplySettings'> = (turn, by, { settings }) => {
  const { room } = turn;
  const { grants, ...others } = changes(room.settings, settings);
  const fields = Object.keys(others) as (keyof typeof others)[];
  if (grants.length === 0 && fields.length === 0) return 'done';
  const wrong = grants.find(([role, mask]) => !isGrantable(role, mask));
  if (wrong !== undefined)
    return badArgument('These permissions cannot be given to this role, or taken from it');
  const missing = permissionsFor(grants, others).find((permission) => !may(room, by.user, permission));
  if (missing !== undefined) return lacking(missing);

  room.settings = { ...room.settings, ...others, grants: mergeGrants(room.settings.grants, grants) };
  turn.changed(...fields);
  if (grants.length > 0) turn.changed('grants');
  if (others.queueMode === 'vote') setQueue(turn, room.queue);
  if (others.enableVoteSkip === false) clearSkipVotes(turn);
  if (others.visibility === 'private') letInWhoIsHere(turn, by);
  return 'done';
};

/** Nobody is locked out of the room that they are in, or that they make private (ROM-35). */
function letInWhoIsHere({ room }: Turn, { user }: Asker): void {
  for (const { user: present } of room.roster) room.invitations.letIn(present);
  room.invitations.letIn(user);
}

type Changes = Partial<Omit<Settings, 'grants'>> & { grants: Grants };

/** What of `wanted` is not so already. */
function changes(
  settings: Settings,
  { grants = [], ...wanted }: RequestOf<'ApplySettings'>['settings'],
): Changes {
  const now = new Map(settings.grants);
  const isNew = ([name, value]: [string, unknown]): boolean =>
    value !== undefined && JSON.stringify(value) !== JSON.stringify(settings[name as keyof Settings]);
  return {
    ...(Object.fromEntries(Object.entries(wanted).filter(isNew)) as Partial<Omit<Settings, 'grants'>>),
    grants: [...new Map(grants)].filter(([role, mask]) => now.get(role) !== mask),
  };
}

/** What the administrators and the owner may do is fixed; other roles hold no bit below its minimum (ROM-30). */
function isGrantable(role: Role, mask: number): boolean {
  return GRANT_PERMISSION.has(role) && (mask & ~grantableMask(role)) === 0;
}

function permissionsFor(grants: Grants, others: object): Permission[] {
  const forGrants = grants.map(([role]) => GRANT_PERMISSION.get(role) ?? 'configure-room.other');
  const forOthers = Object.keys(others).map(
    (name) => SETTING_PERMISSION[name as keyof typeof SETTING_PERMISSION],
  );
  return [...forOthers, ...forGrants];
}
