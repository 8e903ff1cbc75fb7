import type { Row } from './row.ts';
import { fanOut } from './rows/fan-out.ts';
import { fanOutBursts } from './rows/fan-out-bursts.ts';
import { flatClients } from './rows/flat-clients.ts';
import { flatRooms } from './rows/flat-rooms.ts';
import { gossip } from './rows/gossip.ts';
import { http } from './rows/http.ts';
import { idle } from './rows/idle.ts';
import { joins } from './rows/joins.ts';
import { latency } from './rows/latency.ts';
import { relay } from './rows/relay.ts';
import { relayBursts } from './rows/relay-bursts.ts';
import { router } from './rows/router.ts';
import { streams } from './rows/streams.ts';
import { rooms } from './rows/rooms.ts';

/** All that is measured, in the order of the specification (PRF-2, PRF-3). */
export const ROWS: readonly Row[] = [
  relay,
  relayBursts,
  fanOut,
  fanOutBursts,
  idle,
  latency,
  joins,
  http,
  streams,
  flatClients,
  flatRooms,
  router,
  gossip,
  rooms,
];
