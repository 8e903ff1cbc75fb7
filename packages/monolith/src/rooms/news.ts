import { z } from 'zod';
import type { Rooms } from './rooms.ts';
import type { Visits } from './visits.ts';

const news = z.discriminatedUnion('kind', [
  /** For every client. */
  z.object({ kind: z.literal('announcement'), text: z.string() }),
  /** Whoever has this session has another name or account now, or none. */
  z.object({ kind: z.literal('session-changed'), session: z.string() }),
  /** As before, for all sessions of an account. */
  z.object({ kind: z.literal('account-changed'), account: z.int() }),
]);

/** What one Monolith was told and all shall know. */
export type News = z.output<typeof news>;

export const writeNews = (told: News): string => JSON.stringify(told);

/** `null`: of another version, which tells more. */
export function readNews(text: string): News | null {
  try {
    return news.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Does on this Monolith what is to be done about it. */
export function hearNews(
  heard: News,
  to: {
    readonly rooms: Pick<Rooms, 'announce'>;
    readonly visits: Pick<Visits, 'sessionChanged' | 'accountChanged'>;
  },
): void {
  switch (heard.kind) {
    case 'announcement':
      return to.rooms.announce(heard.text);
    case 'session-changed':
      return to.visits.sessionChanged(heard.session);
    case 'account-changed':
      return to.visits.accountChanged(heard.account);
  }
}
