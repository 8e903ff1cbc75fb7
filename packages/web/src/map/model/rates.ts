import type { Figures } from '@usher/protocol/operators';

/** So many seconds are shown. */
const HISTORY = 60;

export const SERIES = ['clients', 'fromClients', 'toClients', 'queue', 'lag'] as const;
export type Series = (typeof SERIES)[number];

/** What the little curves show: one value per second, the latest last. */
export type History = Readonly<Record<Series, readonly number[]>>;

export const NO_HISTORY: History = { clients: [], fromClients: [], toClients: [], queue: [], lag: [] };

/** Adds a second: counters as their growth since `before`, the rest as it is. */
export function withFigures(history: History, before: Figures | null, now: Figures): History {
  const grown = (read: (figures: Figures) => number) =>
    before === null ? 0 : Math.max(0, read(now) - read(before));
  const values: Readonly<Record<Series, number>> = {
    clients: now.clients.served + now.clients.waiting + now.clients.authenticating,
    fromClients: grown(({ messages }) => messages.fromClients),
    toClients: grown(({ messages }) => messages.toClients + messages.toRooms),
    queue: now.queueBytes.toClients + now.queueBytes.toMonoliths + now.queueBytes.fromClients,
    lag: now.lagMs,
  };
  const next = (series: Series) => [...history[series], values[series]].slice(-HISTORY);
  return {
    clients: next('clients'),
    fromClients: next('fromClients'),
    toClients: next('toClients'),
    queue: next('queue'),
    lag: next('lag'),
  };
}

/** Several Balancers' seconds as one: sums, but the worst of the lags. Their latest seconds stand for the same one. */
export function combined(histories: readonly History[]): History {
  const length = Math.max(0, ...histories.map(({ clients }) => clients.length));
  const at = (series: Series, back: number) => histories.map((history) => history[series].at(-back) ?? 0);
  const join = (series: Series) =>
    Array.from({ length }, (_, index) => {
      const values = at(series, length - index);
      return series === 'lag' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
    });
  return {
    clients: join('clients'),
    fromClients: join('fromClients'),
    toClients: join('toClients'),
    queue: join('queue'),
    lag: join('lag'),
  };
}
