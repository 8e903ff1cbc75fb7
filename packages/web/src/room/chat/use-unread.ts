import { useEffect, useState } from 'react';
import { useView } from '../room-context.ts';

/** How many messages have come since the chat was seen last. */
export function useUnread(isSeen: boolean): number {
  const lines = useView((view) => view.lines);
  const last = lines.at(-1)?.id ?? 0;
  const [seen, setSeen] = useState(last);
  useEffect(() => {
    if (isSeen) setSeen(last);
  }, [isSeen, last]);
  return isSeen ? 0 : lines.filter(({ id, kind }) => id > seen && kind === 'chat').length;
}
