import { metricsAdder } from '@usher/client-gate';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Rooms } from '../rooms/rooms.ts';
import { addHistogram } from './plain-histogram.ts';
import type { RoomTraffic } from './room-traffic.ts';

export interface RoomSources {
  readonly rooms: Pick<Rooms, 'count'>;
  readonly traffic: RoomTraffic;
  /** How often the session was not renewed in time, and how many are over (OWN-2, OWN-3). */
  readonly sessions: () => { readonly fenced: number; readonly lost: number };
}

/** Rooms, what is asked of them, and how they are kept (BAL-31). */
export function addRoomMetrics(registry: Registry, prefix: string, sources: RoomSources): void {
  const add = metricsAdder(registry, prefix);
  add(Gauge, 'rooms', 'Rooms by state; frozen ones wait for the live-state store', 'state', () =>
    sources.rooms.count(),
  );
  new Counter({
    name: `${prefix}_requests_total`,
    help: 'Messages of clients to their rooms, by type of request and outcome: ok, or the code of an error',
    labelNames: ['type', 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { count, ...labels } of sources.traffic.requests()) this.inc(labels, count);
    },
  });
  const histogram = (name: string, help: string) => ({ name: `${prefix}_${name}`, help });
  addHistogram(
    registry,
    histogram('request_seconds', 'Time from a message’s arrival at its room until what it causes is written'),
    () => ({ '': sources.traffic.handleSeconds }),
  );
  addHistogram(
    registry,
    { ...histogram('sync_characters', 'Sizes of sync messages: full ones and deltas'), label: 'kind' },
    () => sources.traffic.syncSizes,
  );
  addHistogram(
    registry,
    histogram('save_lag_seconds', 'Time from a room’s change until the live-state store has it'),
    () => ({ '': sources.traffic.saves.lagSeconds }),
  );
  add(Counter, 'save_failures_total', 'Saves of rooms that failed and are tried again', null, () => ({
    '': sources.traffic.saves.failures,
  }));
  add(
    Counter,
    'session_fencings_total',
    'Times that the session was not renewed in time: no room was served',
    null,
    () => ({ '': sources.sessions().fenced }),
  );
  add(
    Counter,
    'sessions_lost_total',
    'Sessions of this process that were over before it stopped',
    null,
    () => ({
      '': sources.sessions().lost,
    }),
  );
}
