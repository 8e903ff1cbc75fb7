import type { Figures } from '@usher/protocol/operators';

/** So many seconds are shown. */
export const HISTORY_SECONDS = 60;

export const SERIES = ['clients', 'fromClients', 'toClients', 'queue', 'lag'] as const;
export type Series = (typeof SERIES)[number];

/** What the little curves show: one value per second, the latest last. */
export type History = Readonly<Record<Series, readonly number[]>>;

export const NO_HISTORY: History = ofEach(() => []);

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
  return ofEach((series) => [...history[series], values[series]].slice(-HISTORY_SECONDS));
}

/** Several Balancers' seconds as one: sums, but the worst of the lags. Their latest seconds stand for the same one. */
export function combined(histories: readonly History[]): History {
  const length = Math.max(0, ...histories.map(({ clients }) => clients.length));
  return ofEach((series) =>
    Array.from({ length }, (_, index) => {
      const values = histories.map((history) => history[series].at(index - length) ?? 0);
      return series === 'lag' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
    }),
  );
}

function ofEach(values: (series: Series) => readonly number[]): History {
  return Object.fromEntries(SERIES.map((series) => [series, values(series)])) as History;
}
