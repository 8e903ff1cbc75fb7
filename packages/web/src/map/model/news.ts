import type { BalancerModel } from './balancer-model.ts';
import type { MapEvent } from './map-event.ts';

/** What is worth a line: what happens to Balancers and Monoliths, and rooms that move. */
export interface NewsItem {
  readonly id: number;
  readonly kind: NewsKind;
  /** A Monolith, or a room. */
  readonly subject: string;
  /** Where a room goes. */
  readonly to: string;
}

type NewsKind = 'linkUp' | 'linkDown' | 'monolithDrain' | 'monolithOpen' | 'drain' | 'move' | 'takeover';

const KEPT = 30;

const KINDS: Partial<Record<MapEvent['kind'], NewsKind>> = {
  'link-up': 'linkUp',
  'link-down': 'linkDown',
  'monolith-drain': 'monolithDrain',
  'monolith-open': 'monolithOpen',
  drain: 'drain',
  move: 'move',
  takeover: 'takeover',
};

export const isNews = ({ kind }: MapEvent): boolean => KINDS[kind] !== undefined;

/** The latest first. What is told again (by a drained Monolith, or another Balancer) is no news. */
export function withNews(
  news: readonly NewsItem[],
  event: MapEvent,
  before: BalancerModel,
): readonly NewsItem[] {
  const kind = KINDS[event.kind];
  if (kind === undefined) return news;
  const subject = 'room' in event ? event.room : 'monolith' in event ? event.monolith : before.id;
  const to = 'to' in event ? event.to : '';
  const latest = news.find((item) => item.subject === subject);
  if (latest !== undefined && latest.kind === kind && latest.to === to) return news;
  const id = (news[0]?.id ?? 0) + 1;
  return [{ id, kind, subject, to }, ...news].slice(0, KEPT);
}
