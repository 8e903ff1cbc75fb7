import { LIMITS } from '../packages/protocol/src/limits.ts';
import { DEFAULT_GRANTS, mayDo, PERMISSIONS, type Permission } from '../packages/protocol/src/permissions.ts';
import { Role, ROLES_BY_RANK } from '../packages/protocol/src/room.ts';
import { markdownTable } from './markdown-table.ts';

/** Which bounds of the protocol are a room's, and what each is of. */
const BOUNDS: Readonly<Partial<Record<keyof typeof LIMITS, string>>> = {
  roomClientsMax: 'Clients in a room, suspended ones included',
  queueLengthMax: 'Items in a queue',
  roomStateBytesMax: 'A queue as JSON',
  itemDescriptionMax: 'Characters of an item’s description; more is cut off',
  titleLengthMax: 'Characters of a room’s title',
  descriptionLengthMax: 'Characters of a room’s description',
  metadataDescriptionMax: 'Characters of it that a list of rooms shows',
  chatLengthMax: 'Characters of a chat message',
  chatHistoryMax: 'Chat messages that a room remembers',
  undoRecordsMax: 'Events that can be undone',
  roomBansMax: 'Bans',
  invitationsMax: 'Open invitations; the oldest gives way',
  invitationTtlMs: 'How long an invitation is open',
  invitedMax:
    'Sessions, and as many accounts, that are let into a private room; the one let in longest ago gives way',
  suspendMs: 'How long the place of a client whose link is gone is kept',
  unloadAfterMs: 'How long an empty room stays loaded (`monolith.unload_after`)',
  temporaryRoomTtlMs: 'How long a temporary room is kept after that',
};

/** ROM-30 */
export function permissionsTable(): string {
  const rows = Object.entries(PERMISSIONS).map(([name, { bit, min }]) => [
    String(bit),
    `\`${name}\``,
    nameOf(min),
    nameOf(lowestByDefault(name as Permission)),
  ]);
  return markdownTable(
    ['bit', 'permission', 'lowest role that may hold it', 'lowest role that has it at first'],
    rows,
  );
}

/** ROM-26 */
export function roomLimitsTable(): string {
  const rows = Object.entries(BOUNDS).map(([name, meaning]) => [
    meaning,
    valueOf(name as keyof typeof LIMITS),
  ]);
  return markdownTable(['what', 'at most'], rows);
}

function lowestByDefault(permission: Permission): Role {
  return ROLES_BY_RANK.find((role) => mayDo(DEFAULT_GRANTS, role, permission)) ?? Role.Owner;
}

function nameOf(role: Role): string {
  return Object.entries(Role).find(([, value]) => value === role)?.[0] ?? String(role);
}

/** In the unit that the limit's name ends in. */
function valueOf(name: keyof typeof LIMITS): string {
  const value = LIMITS[name];
  if (name.endsWith('Ms')) return durationOf(value);
  return name.includes('Bytes') ? `${value / 1024} KiB` : value.toLocaleString('en');
}

const UNITS: readonly (readonly [ms: number, unit: string])[] = [
  [86_400_000, 'days'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

function durationOf(valueMs: number): string {
  const [ms, unit] = UNITS.find(([each]) => valueMs >= each && valueMs % each === 0) ?? [1, 'ms'];
  return `${valueMs / ms} ${unit}`;
}
