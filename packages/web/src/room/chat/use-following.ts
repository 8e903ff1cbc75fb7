import type { ChatLine } from '@usher/client';
import { useLayoutEffect, useRef, useState } from 'react';
import { unseenSince } from './following.ts';

/** Within this many pixels of the end, a reader follows what comes. */
const NEAR_END_PX = 40;

/**
 * Keeps a log at its end while its reader is there. `unseen` is how much was said since they have scrolled up, `null` while they follow;
 * who says something follows again.
 */
export function useFollowing(lines: readonly ChatLine[]) {
  const log = useRef<HTMLDivElement>(null);
  /** What was the last one when the reader scrolled away. */
  const [leftAt, setLeftAt] = useState<number | null>(null);
  const lastId = lines.at(-1)?.id ?? 0;
  const unseen = leftAt === null ? null : unseenSince(lines, leftAt);
  const hasSpoken = unseen?.hasOwn ?? false;

  useLayoutEffect(() => {
    if (hasSpoken) setLeftAt(null);
  }, [hasSpoken]);

  useLayoutEffect(() => {
    if (leftAt === null) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [lines, leftAt]);

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

  return { log, onScroll, unseen: unseen?.messages ?? null, toEnd: () => setLeftAt(null) };
}
