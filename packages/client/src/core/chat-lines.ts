import type { ChatMessage, EventMessage } from '@usher/protocol';
import { batchEvents } from './batch-events.ts';

/** One line of the room's conversation. `id` counts up, and is ours. */
export type ChatLine = ChatLineContent & {
  readonly id: number;
  /** When we received it (monotonic ms); `null` for what was said before we came. */
  readonly at: number | null;
};

/** What a line says. */
export type ChatLineContent =
  | { readonly kind: 'chat'; readonly message: ChatMessage; readonly isOwn: boolean }
  | { readonly kind: 'event'; readonly message: EventMessage }
  | { readonly kind: 'notice'; readonly text: string };

/** WEB-15 */
const LINES_MAX = 500;

/** Beyond this much time what is said or done does not go on any more, but begins anew. */
const RUN_MS = 300_000;

/** `lines` and what follows them, the newest 500. Of what one person does again and again there is one line: it pushes out nothing that was said. */
export function addLines(
  lines: readonly ChatLine[],
  contents: readonly ChatLineContent[],
  at: number | null,
): readonly ChatLine[] {
  const added = [...lines];
  for (const content of contents) addLine(added, content, at);
  return added.slice(-LINES_MAX);
}

/** Whether what came at `after` may go on from what came at `before`. */
export function isSameRun(before: number | null, after: number | null): boolean {
  return before === null || after === null ? before === after : after - before < RUN_MS;
}

function addLine(lines: ChatLine[], content: ChatLineContent, at: number | null): void {
  const id = (lines.at(-1)?.id ?? 0) + 1;
  if (content.kind !== 'event') return void lines.push({ id, at, ...content });
  for (let index = lines.length - 1; index >= 0; index--) {
    const before = lines[index];
    if (before?.kind !== 'event' || !isSameRun(before.at, at)) break;
    const message = batchEvents(before.message, content.message);
    if (message === null) continue;
    const isLast = index === lines.length - 1;
    lines.splice(index, 1);
    return void lines.push({ id: isLast ? before.id : id, at, kind: 'event', message });
  }
  lines.push({ id, at, ...content });
}

/**
 * Our lines and the server's last messages as one conversation: what we have already is not told twice. Messages have no ids, so the
 * longest end of ours that is a beginning of theirs is taken for the same.
 */
export function mergeHistory(
  lines: readonly ChatLine[],
  history: readonly ChatMessage[],
): readonly ChatLine[] {
  const known = lines.flatMap((line) => (line.kind === 'chat' ? [line.message] : []));
  const fresh = history.slice(overlap(known, history));
  return addLines(
    lines,
    fresh.map((message) => ({ kind: 'chat', message, isOwn: false })),
    null,
  );
}

function overlap(known: readonly ChatMessage[], history: readonly ChatMessage[]): number {
  for (let length = Math.min(known.length, history.length); length > 0; length--) {
    const end = known.slice(-length);
    if (end.every((message, index) => isSame(message, history[index]))) return length;
  }
  return 0;
}

function isSame(one: ChatMessage, other: ChatMessage | undefined): boolean {
  return one.text === other?.text && one.from.id === other.from.id && one.from.name === other.from.name;
}
