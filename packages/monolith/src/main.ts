import { realClock, realTimers, type Logger } from '@usher/kit/runtime';
import { LinkAuth, type LinkConfig } from '@usher/link-auth';
import type { MonolithLink } from '@usher/monolith-link';
import type { MonolithId } from '@usher/protocol';
import { DirectClients } from './clients/direct-clients.ts';
import type { Entrance } from './clients/entrance.ts';
import { openLink } from './clients/linked-clients.ts';
import type { MonolithConfig } from './config.ts';
import { createApi } from './http/api.ts';
import { loadAssets, Site } from './http/site.ts';
import { serveWeb } from './http/web-server.ts';
import { directMedia } from './media/direct.ts';
import { MediaResolver } from './media/media-resolver.ts';
import { createMetrics } from './metrics.ts';
import { Membership } from './ownership/membership.ts';
import { RoomTime } from './ownership/room-time.ts';
import { Rooms } from './rooms/rooms.ts';
import { Visits } from './rooms/visits.ts';
import type { LiveState } from './store/live-state.ts';
import { openDurableStore } from './store/durable-store.ts';
import { openLiveState } from './store/open-live-state.ts';
import { Sessions } from './store/sessions.ts';

/** What a Monolith needs of the whole configuration. */
export interface MonolithSections {
  readonly region: string;
  readonly log_level: string;
  readonly link: LinkConfig;
  readonly monolith: MonolithConfig;
}

export interface RunningMonolith {
  /** Another one after its session in the live-state store was over; `null` in between (OWN-2). */
  readonly id: MonolithId | null;
  readonly httpPort: number;
  /** `null`: no Balancers. */
  readonly linkPort: number | null;
  /** Moves all rooms away and closes (spec 3.5). */
  stop(): Promise<void>;
}

const TIME = { clock: realClock, timers: realTimers };

/** Starts a room server. What it has opened when a step fails is closed again. */
export async function startMonolith(config: MonolithSections, log: Logger): Promise<RunningMonolith> {
  const opened = new AsyncDisposableStack();
  try {
    return await start(config, log, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** `opened` closes in reverse order: first the rooms, last the stores. */
async function start(
  { region, link, monolith: config }: MonolithSections,
  log: Logger,
  opened: AsyncDisposableStack,
): Promise<RunningMonolith> {
  const store = await openLiveState(config.data_dir, config.live_state);
  opened.defer(() => store.close());
  const durable = await openDurableStore(config.data_dir, config.database);
  opened.defer(() => durable.destroy());

  const sessions = new Sessions(durable);
  const time = await RoomTime.start({ store, log, ...TIME });
  opened.defer(() => time.stop());
  const { rooms, visits, direct, entrances } = openRooms(config, { store, sessions, time, log });
  const metrics = createMetrics({
    rooms: () => rooms.size,
    clients: () => visits.size,
    directClients: () => direct.size,
    balancers: () => membership.link?.balancers().length ?? 0,
    unsentBytes: () => membership.link?.unsentBytes ?? 0,
    messages: () => visits.messages,
  });

  const { api_key: apiKey, base_url: baseUrl, host } = config;
  const api = createApi({ rooms, sessions, metrics, apiKey, baseUrl, log });
  const site = new Site(await loadAssets(log), baseUrl);
  const web = serveWeb({ host, port: config.port, baseUrl, api, site, clients: direct });
  const httpPort = web.port ?? config.port;
  opened.defer(() => web.stop(true));
  opened.defer(() => direct.stop());

  let linkPort: number | null = null;
  const listen = (id: MonolithId): MonolithLink => {
    const entrance = openLink({
      id,
      region,
      httpPort,
      auth: new LinkAuth(link),
      rooms,
      visits,
      log,
      ...TIME,
    });
    linkPort = entrance.listen({ host, port: linkPort ?? config.link_port }).port;
    return entrance;
  };
  const membership = new Membership({
    store,
    rooms,
    entrances,
    listen: config.link_enabled ? listen : null,
    random: Math.random,
    log,
    ...TIME,
  });
  opened.defer(() => membership.leave(config.shutdown));
  await membership.join();

  log.info({ httpPort, linkPort, region }, 'the Monolith is up');
  return {
    get id() {
      return membership.id;
    },
    httpPort,
    linkPort,
    stop: () => opened.disposeAsync(),
  };
}

/** Rooms, their visitors, and the entrance that is always there. */
function openRooms(
  config: MonolithConfig,
  { store, sessions, time, log }: { store: LiveState; sessions: Sessions; time: RoomTime; log: Logger },
): { rooms: Rooms; visits: Visits; direct: DirectClients; entrances: Set<Entrance> } {
  const entrances = new Set<Entrance>();
  const rooms: Rooms = new Rooms({
    store,
    entrances,
    media: new MediaResolver([directMedia]),
    timers: realTimers,
    now: time.now,
    random: Math.random,
    unloadAfterMs: config.unload_after,
    gone: (client) => visits.gone(client),
    unloaded: (room) => visits.unloaded(room),
    log,
  });
  const visits = new Visits({ rooms, sessions, log });
  const direct = new DirectClients({ visits, ...TIME });
  entrances.add(direct);
  return { rooms, visits, direct, entrances };
}
