import { memo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describeEvent } from './describe-event.ts';
import type { ChatEntry } from './group-lines.ts';
import { MessageText } from './message-text.tsx';
import { PresenceText } from './presence-text.tsx';

interface ChatLineProps {
  readonly entry: ChatEntry;
}

/** Entries are made anew with every line that comes; most of them say what they said before. */
export const ChatLine = memo(Line, (before, after) => isSameEntry(before.entry, after.entry));

function Line({ entry }: ChatLineProps) {
  switch (entry.kind) {
    case 'chat':
      return <Said entry={entry} />;
    case 'event':
      return <Happened entry={entry} />;
    case 'presence':
      return (
        <p className="text-muted flex gap-2 pt-2 text-sm">
          <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
            <PresenceText joined={entry.joined} left={entry.left} />
          </span>
          <When at={entry.at} />
        </p>
      );
    case 'notice':
      return (
        <p className="border-accent bg-accent-soft mt-2 flex gap-2 rounded-r-lg border-l-3 px-3 py-1.5 text-sm">
          <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
            {entry.text}
          </span>
          <When at={entry.at} />
        </p>
      );
    default:
      return entry satisfies never;
  }
}

function Said({
  entry: { message, isOwn, isContinued, at },
}: {
  readonly entry: Extract<ChatEntry, { kind: 'chat' }>;
}) {
  const words = useWords('room');
  return (
    <div className={isContinued ? 'pt-0.5' : 'pt-3'}>
      <p className={isContinued ? 'sr-only' : 'flex items-baseline gap-2'}>
        <span className={`min-w-0 truncate text-sm font-semibold ${isOwn ? 'text-accent' : ''}`}>
          <bdi>{message.from.name}</bdi>
          {isOwn && <span className="text-muted font-normal"> {words('you')}</span>}
        </span>
        <When at={at} />
      </p>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        <MessageText text={message.text} />
      </p>
    </div>
  );
}

function Happened({ entry: { message, at } }: { readonly entry: Extract<ChatEntry, { kind: 'event' }> }) {
  const words = useWords('room');
  const sentence = describeEvent(message);
  if (sentence === null) return null;
  return (
    <p className="text-muted flex gap-2 pt-2 text-sm">
      <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
        {words(sentence.key, sentence.values)}
      </span>
      <When at={at} />
    </p>
  );
}

/** `at` is monotonic ms. */
function When({ at }: { readonly at: number | null }) {
  const format = useFormat();
  if (at === null) return null;
  const date = new Date(performance.timeOrigin + at);
  return (
    <time
      dateTime={date.toISOString()}
      className="text-faint shrink-0 text-xs leading-5 font-normal tabular-nums"
    >
      {format.time(date)}
    </time>
  );
}

function isSameEntry(before: ChatEntry, after: ChatEntry): boolean {
  if (before.at !== after.at) return false;
  if (before.kind === 'presence' && after.kind === 'presence')
    return before.joined.join() === after.joined.join() && before.left.join() === after.left.join();
  if (before.kind === 'chat' && after.kind === 'chat')
    return before.message === after.message && before.isContinued === after.isContinued;
  if (before.kind === 'event' && after.kind === 'event') return before.message === after.message;
  return before.kind === 'notice' && after.kind === 'notice' && before.text === after.text;
}
