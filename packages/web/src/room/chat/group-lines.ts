import { isSameRun, type ChatLine } from '@usher/client';
import { RequestType, type ChatMessage, type EventMessage } from '@usher/protocol';

/** What the log shows: a line, or several that say one thing together. `id` is that of the first, so that it stays. */
export type ChatEntry = { readonly id: number; readonly at: number | null } & (
  | {
      readonly kind: 'chat';
      readonly message: ChatMessage;
      readonly isOwn: boolean;
      /** Its author has just said something else: the name need not be told again. */
      readonly isContinued: boolean;
    }
  | { readonly kind: 'event'; readonly message: EventMessage }
  /** Who came and went, each with what they did last. */
  | { readonly kind: 'presence'; readonly joined: readonly string[]; readonly left: readonly string[] }
  | { readonly kind: 'notice'; readonly text: string }
);

type EntryOf<Kind extends ChatEntry['kind']> = Extract<ChatEntry, { kind: Kind }>;

/** The lines of a chat as a reader wants them: comings and goings in one line, an author named once for what they say in a row (WEB-15). */
export function groupLines(lines: readonly ChatLine[]): readonly ChatEntry[] {
  const entries: ChatEntry[] = [];
  for (const line of lines) {
    const before = entries.at(-1);
    const isNear = before !== undefined && isSameRun(before.at, line.at);
    const merged = isNear ? merge(before, line) : null;
    if (merged === null) entries.push(entryOf(line, isNear ? before : undefined));
    else entries[entries.length - 1] = merged;
  }
  return entries;
}

function entryOf(line: ChatLine, before: ChatEntry | undefined): ChatEntry {
  const { id, at } = line;
  switch (line.kind) {
    case 'chat':
      return {
        ...line,
        isContinued: before?.kind === 'chat' && before.message.from.id === line.message.from.id,
      };
    case 'event':
      return presenceOf(line.message) === null
        ? line
        : addPresence({ id, at, kind: 'presence', joined: [], left: [] }, line.message);
    case 'notice':
      return line;
  }
}

/** `before` with what `line` adds to it, or `null` when they are two things. */
function merge(before: ChatEntry, line: ChatLine): ChatEntry | null {
  const isPresence = line.kind === 'event' && presenceOf(line.message) !== null;
  return before.kind === 'presence' && isPresence ? addPresence(before, line.message) : null;
}

function presenceOf({
  request,
  user,
  additional,
}: EventMessage): { name: string; what: 'joined' | 'left' } | null {
  switch (request.type) {
    case RequestType.Join:
      return { name: user.name, what: 'joined' };
    case RequestType.Leave:
      return { name: additional.user?.name ?? user.name, what: 'left' };
    default:
      return null;
  }
}

function addPresence(entry: EntryOf<'presence'>, message: EventMessage): EntryOf<'presence'> {
  const presence = presenceOf(message);
  if (presence === null) return entry;
  const { name, what } = presence;
  const others = (names: readonly string[]) => names.filter((each) => each !== name);
  const lists = { joined: others(entry.joined), left: others(entry.left) };
  return { ...entry, ...lists, [what]: [...lists[what], name] };
}
