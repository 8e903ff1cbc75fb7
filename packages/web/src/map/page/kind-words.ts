import type { Selection } from '../model/selection.ts';

/** What each kind of thing is called. */
export const KIND_WORDS = {
  balancer: 'balancer',
  monolith: 'monolith',
  room: 'room',
  client: 'client',
} as const satisfies Record<Selection['kind'], string>;
