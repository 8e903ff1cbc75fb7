import type { Figures } from '@usher/protocol/operators';

/** What is measured while nothing happens; for tests. */
export const QUIET_FIGURES: Figures = {
  clients: { authenticating: 0, waiting: 0, served: 0 },
  messages: { fromClients: 0, toClients: 0, toRooms: 0 },
  bytes: { fromClients: 0, fromMonoliths: 0 },
  lagMs: 0,
  queueBytes: { toClients: 0, toMonoliths: 0, fromClients: 0 },
  monoliths: [],
  rooms: {},
};
