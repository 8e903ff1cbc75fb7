import type { ChatLine } from '@usher/client';

/** What has come since a reader has scrolled up. */
interface Unseen {
  /** How much was said: comings, goings and seeks are nobody's message. */
  readonly messages: number;
  /** Whether they have said something themselves: then they are not reading what was before any more. */
  readonly hasOwn: boolean;
}

/** @param lastSeen the id of the last line that was there before */
export function unseenSince(lines: readonly ChatLine[], lastSeen: number): Unseen {
  const said = lines.filter((line) => line.kind === 'chat' && line.id > lastSeen);
  return {
    messages: said.length,
    hasOwn: said.some((line) => line.kind === 'chat' && line.isOwn),
  };
}
