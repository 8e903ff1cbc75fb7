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
import { Rooms } from './rooms/rooms.ts';
import { Visits } from './rooms/visits.ts';
import type { LiveState } from './store/live-state.ts';
import { openDurableStore } from './store/durable-store.ts';
import { Sessions } from './store/sessions.ts';
import { SqliteLiveState } from './store/sqlite-live-state.ts';

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
  /** Saves and releases all rooms, tells everyone, and closes (spec 3.5). */
  stop(): Promise<void>;
}

/** A store that does not answer shall not keep the process from ending. */
const SHUTDOWN_MS = 5000;

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
  const store = new SqliteLiveState({ dataDir: config.data_dir });
  opened.defer(() => store.close());
  const durable = await openDurableStore(config.data_dir);
  opened.defer(() => durable.destroy());

  const sessions = new Sessions(durable);
  const { rooms, visits, direct, entrances } = openRooms(config, { store, sessions, log });
  const metrics = createMetrics({
    rooms: () => rooms.size,
    clients: () => visits.size,
    directClients: () => direct.size,
    balancers: () => membership.link?.balancers().length ?? 0,
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
  opened.defer(() => membership.leave());
  await membership.join();
  opened.defer(() => withDeadline(rooms.shutdown(), SHUTDOWN_MS));

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
  { store, sessions, log }: { store: LiveState; sessions: Sessions; log: Logger },
): { rooms: Rooms; visits: Visits; direct: DirectClients; entrances: Set<Entrance> } {
  const entrances = new Set<Entrance>();
  const rooms: Rooms = new Rooms({
    store,
    entrances,
    media: new MediaResolver([directMedia]),
    timers: realTimers,
    now: Date.now, // the store's time is the machine's (OWN-7)
    random: Math.random,
    unloadAfterMs: config.unload_after,
    gone: (client) => visits.gone(client),
    log,
  });
  const visits = new Visits({ rooms, sessions, log });
  const direct = new DirectClients({ visits, ...TIME });
  entrances.add(direct);
  return { rooms, visits, direct, entrances };
}

async function withDeadline(work: Promise<void>, ms: number): Promise<void> {
  const { promise: deadline, resolve } = Promise.withResolvers<void>();
  const cancel = realTimers.after(ms, resolve);
  await Promise.race([work, deadline]);
  cancel();
}
