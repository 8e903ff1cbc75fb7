import { useLayoutEffect, useRef, useState } from 'react';

/** Within this many pixels of the end, a reader follows what comes. */
const NEAR_END_PX = 40;

/**
 * Keeps a log at its end while its reader is there. `lastId` counts what has come; `unseen` is how much of it came since the reader has
 * scrolled up, `null` while they follow.
 */
export function useFollowing(lastId: number) {
  const log = useRef<HTMLDivElement>(null);
  /** What was the last one when the reader scrolled away. */
  const [leftAt, setLeftAt] = useState<number | null>(null);

  useLayoutEffect(() => {
    if (leftAt === null) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [lastId, leftAt]);

  // What makes the log smaller or larger does not end the following.
  useLayoutEffect(() => {
    const element = log.current;
    if (element === null || leftAt !== null) return;
    const observer = new ResizeObserver(() => element.scrollTo({ top: element.scrollHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [leftAt]);

  function onScroll() {
    const element = log.current;
    if (element === null) return;
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    setLeftAt((before) => (isAtEnd ? null : (before ?? lastId)));
  }

  return { log, onScroll, unseen: leftAt === null ? null : lastId - leftAt, toEnd: () => setLeftAt(null) };
}
