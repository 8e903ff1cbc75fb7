import { useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useView } from '../room-context.ts';
import { ChatLine } from './chat-line.tsx';
import { groupLines } from './group-lines.ts';
import { useFollowing } from './use-following.ts';

export function ChatLog() {
  const words = useWords('room');
  const lines = useView((view) => view.lines);
  const entries = useMemo(() => groupLines(lines), [lines]);
  const { log, onScroll, unseen, toEnd } = useFollowing(lines);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={log}
        role="log"
        aria-label={words('chat')}
        aria-live="polite"
        // A scrollable region must be reachable by keyboard.
        tabIndex={0}
        onScroll={onScroll}
        className="absolute inset-0 flex flex-col overflow-y-auto overscroll-contain p-3 -outline-offset-2"
      >
        {entries.length === 0 && (
          <p className="text-muted m-auto max-w-56 text-center text-sm">{words('chatEmpty')}</p>
        )}
        {entries.map((entry) => (
          <ChatLine key={entry.id} entry={entry} />
        ))}
      </div>
      {unseen !== null && (
        <div className="absolute inset-x-0 bottom-2 flex justify-center">
          <Button className="rounded-full shadow-overlay" onPress={toEnd}>
            <Icon name="down" />
            {unseen === 0 ? words('toNewest') : words('newMessages', { count: unseen })}
          </Button>
        </div>
      )}
    </div>
  );
}
