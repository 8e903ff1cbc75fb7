import type { ChatMessage, EventMessage } from '@usher/protocol';

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

/** `lines` and what follows them, the newest 500. */
export function addLines(
  lines: readonly ChatLine[],
  contents: readonly ChatLineContent[],
  at: number | null,
): readonly ChatLine[] {
  const nextId = (lines.at(-1)?.id ?? 0) + 1;
  return [...lines, ...contents.map((content, index) => ({ id: nextId + index, at, ...content }))].slice(
    -LINES_MAX,
  );
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
