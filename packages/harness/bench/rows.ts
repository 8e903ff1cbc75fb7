import type { Row } from './row.ts';
import { fanOut } from './rows/fan-out.ts';
import { fanOutBursts } from './rows/fan-out-bursts.ts';
import { fanOutRooms } from './rows/fan-out-rooms.ts';
import { flatClients } from './rows/flat-clients.ts';
import { flatRooms } from './rows/flat-rooms.ts';
import { gossip } from './rows/gossip.ts';
import { http } from './rows/http.ts';
import { idle } from './rows/idle.ts';
import { joins } from './rows/joins.ts';
import { latency } from './rows/latency.ts';
import { relay } from './rows/relay.ts';
import { relayBursts } from './rows/relay-bursts.ts';
import { relayLinks } from './rows/relay-links.ts';
import { router } from './rows/router.ts';
import { streams } from './rows/streams.ts';
import { rooms } from './rows/rooms.ts';
import { roomsLinks } from './rows/rooms-links.ts';
import { roomsLoaded } from './rows/rooms-loaded.ts';

/** All that is measured, in the order of the specification (PRF-2, PRF-3). */
export const ROWS: readonly Row[] = [
  relay,
  relayBursts,
  relayLinks,
  fanOut,
  fanOutBursts,
  fanOutRooms,
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
  roomsLinks,
  roomsLoaded,
];
