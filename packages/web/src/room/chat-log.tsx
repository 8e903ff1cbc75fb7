import type { ChatLine } from '@usher/client';
import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { describeEvent } from './describe-event.ts';
import { useView } from './room-context.ts';

/** Within this many pixels of the end, a reader follows what comes. */
const NEAR_END_PX = 40;

/** WEB-15 */
export function ChatLog() {
  const { lines } = useView();
  const log = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);

  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight });
  useLayoutEffect(() => {
    if (following) toEnd();
  }, [lines, following]);

  function onScroll() {
    const element = log.current;
    if (element === null) return;
    setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX);
  }

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={log}
        role="log"
        aria-label="Chat"
        aria-live="polite"
        // A scrollable region must be reachable by keyboard.
        tabIndex={0}
        onScroll={onScroll}
        className="absolute inset-0 flex flex-col gap-1 overflow-y-auto p-3 -outline-offset-2"
      >
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </div>
      {!following && (
        <div className="absolute inset-x-0 bottom-2 flex justify-center">
          <Button onPress={() => setFollowing(true)}>To the newest</Button>
        </div>
      )}
    </div>
  );
}

function Line({ line }: { readonly line: ChatLine }) {
  switch (line.kind) {
    case 'chat':
      return (
        <p className="wrap-anywhere">
          <span className="font-semibold">{line.message.from.name}</span> {line.message.text}
        </p>
      );
    case 'event': {
      const text = describeEvent(line.message);
      return text === null ? null : <p className="text-muted text-sm wrap-anywhere">{text}</p>;
    }
    case 'notice':
      return <p className="text-accent text-sm wrap-anywhere">{line.text}</p>;
    default:
      return line satisfies never;
  }
}
