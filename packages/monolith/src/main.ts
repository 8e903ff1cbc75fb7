import type { TrustedProxies } from '@usher/client-gate';
import { QuietLog, realClock, realTimers, type Logger } from '@usher/kit/runtime';
import { LinkAuth, type LinkConfig } from '@usher/link-auth';
import type { MonolithLink } from '@usher/monolith-link';
import type { MonolithId } from '@usher/protocol';
import { loadPages } from '@usher/web/load';
import { DirectClients } from './clients/direct-clients.ts';
import { addDirectMetrics } from './clients/direct-metrics.ts';
import type { Entrance } from './clients/entrance.ts';
import { openLink } from './clients/linked-clients.ts';
import type { MonolithConfig } from './config.ts';
import { createApi } from './http/api.ts';
import { trustedProxies } from './http/client-address.ts';
import { Readiness } from './http/readiness.ts';
import { Site } from './http/site.ts';
import { finishRequests, serveWeb } from './http/web-server.ts';
import { MediaMetrics } from './media/media-metrics.ts';
import { openMedia } from './media/open-media.ts';
import { SponsorBlock } from './media/sponsorblock.ts';
import { HttpMetrics } from './metrics/http-metrics.ts';
import { RoomTraffic } from './metrics/room-traffic.ts';
import { StoreMetrics } from './metrics/store-metrics.ts';
import { createMetrics } from './metrics.ts';
import { Membership } from './ownership/membership.ts';
import { RoomTime } from './ownership/room-time.ts';
import { sayWhatStays } from './reload.ts';
import { Announcements } from './rooms/announcements.ts';
import { hearNews } from './rooms/news.ts';
import { Rooms, type RoomsOptions } from './rooms/rooms.ts';
import { Visits } from './rooms/visits.ts';
import { inTime } from './store/in-time.ts';
import { MeasuredLiveState } from './store/measured-live-state.ts';
import { openDurableStore } from './store/durable-store.ts';
import { openLiveState } from './store/open-live-state.ts';
import { Accounts } from './store/accounts.ts';
import { MediaCache } from './store/media-cache.ts';
import { PermanentRooms } from './store/permanent-rooms.ts';
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
  /** Takes over what can be changed while running, and says in the log what cannot (BAL-33). */
  reload(sections: MonolithSections): void;
  /** Moves all rooms away, finishes requests in flight, and closes (spec 3.5). */
  stop(): Promise<void>;
}

/** How long stores and sockets may take to close, after the time to move rooms away. */
const CLOSE_MS = 5000;

/** What rooms and their visitors are made of. */
type RoomParts = Pick<RoomsOptions, 'traffic' | 'store' | 'permanentRooms' | 'media' | 'segments' | 'log'> & {
  readonly sessions: Sessions;
  readonly proxies: TrustedProxies;
  readonly time: RoomTime;
};

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
  sections: MonolithSections,
  log: Logger,
  opened: AsyncDisposableStack,
): Promise<RunningMonolith> {
  const { region, link, monolith: config } = sections;
  let current = config;
  const stores = new StoreMetrics();
  const store = new MeasuredLiveState(
    await openLiveState(config.data_dir, config.live_state, log),
    stores,
    realClock,
  );
  opened.defer(() => store.close());
  const durable = await openDurableStore(config.data_dir, config.database, undefined, stores.queried);
  opened.defer(() => durable.destroy());

  const sessions = new Sessions(durable);
  const accounts = new Accounts(durable);
  const permanentRooms = new PermanentRooms(durable);
  const time = await RoomTime.start({ store, log, ...TIME });
  opened.defer(() => time.stop());
  const segments = opened.use(new SponsorBlock({ url: config.sponsorblock_url, clock: realClock, log }));
  const mediaMetrics = new MediaMetrics();
  const media = openMedia({
    allowHosts: config.media_allow_hosts,
    youtubeApiKey: config.youtube_api_key,
    peertubeInstances: config.peertube_instances,
    cache: new MediaCache(durable),
    observe: mediaMetrics.observe,
    log,
  });
  const proxies = trustedProxies(config.trusted_proxies, () => membership.link?.balancerAddresses() ?? []);
  const traffic = new RoomTraffic(realClock);
  const { rooms, visits, direct, entrances } = openRooms(() => current, {
    traffic,
    store,
    sessions,
    permanentRooms,
    media,
    segments,
    proxies,
    time,
    log,
  });
  const announcements = await Announcements.start({
    store,
    hear: (news) => hearNews(news, { rooms, visits }),
    timers: realTimers,
    log,
  });
  opened.defer(() => announcements.stop());
  let rateLimited = 0;
  const http = new HttpMetrics();
  const metrics = createMetrics({
    rooms,
    traffic,
    sessions: () => membership.counts,
    visits,
    direct,
    rateLimited: () => rateLimited,
    link: () => membership.link,
    stores,
    http,
  });
  addDirectMetrics(metrics, direct);
  mediaMetrics.addTo(metrics);

  const { base_url: baseUrl, host } = config;
  const api = createApi({
    rooms,
    visits,
    sessions,
    accounts,
    permanentRooms,
    media,
    metrics,
    announcements,
    proxies,
    limit: {
      points: () => current.rate_limit,
      store,
      refused: () => void rateLimited++,
      log: new QuietLog(log, realClock),
    },
    apiKey: () => current.api_key,
    readiness: new Readiness({
      rooms,
      membership: () => membership,
      database: durable,
      clock: realClock,
    }),
    answered: http.answered,
    baseUrl,
    log,
  });
  const site = new Site((await loadPages(log))?.assets ?? null, baseUrl, config.media_allow_hosts);
  const web = serveWeb({
    host,
    port: config.port,
    baseUrl,
    api,
    site,
    clients: direct,
    answered: http.answered,
    proxies,
    idleMs: config.limits.http_idle,
    log,
  });
  const httpPort = web.port ?? config.port;
  opened.defer(() => web.stop(true));
  opened.defer(() => direct.stop());

  if (config.link_enabled && config.dialect === 'ott')
    log.warn(
      'links are not authenticated: monolith.dialect = "ott" has no words for it, whatever link.auth says. Let only Balancers reach link_port',
    );
  let linkPort: number | null = null;
  const listen = (id: MonolithId): MonolithLink => {
    const entrance = openLink({
      id,
      region,
      httpPort,
      auth: new LinkAuth(link),
      dialect: config.dialect,
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
  opened.defer(async () => {
    const stopAt = realClock.now() + current.shutdown;
    await membership.leave(current.shutdown);
    direct.stop();
    await finishRequests(web, stopAt - realClock.now());
  });
  await membership.join();

  log.info({ httpPort, linkPort, region }, 'the Monolith is up');
  return {
    get id() {
      return membership.id;
    },
    httpPort,
    linkPort,
    reload(next) {
      sayWhatStays(sections, next, log);
      log.level = next.log_level;
      current = next.monolith;
      log.info('the configuration has been read again');
    },
    async stop() {
      await inTime(opened.disposeAsync(), current.shutdown + CLOSE_MS).catch((error: unknown) =>
        log.error({ err: error }, 'not everything could be closed'),
      );
    },
  };
}

/** Rooms, their visitors, and the entrance that is always there. */
function openRooms(
  config: () => MonolithConfig,
  { sessions, proxies, time, ...parts }: RoomParts,
): { rooms: Rooms; visits: Visits; direct: DirectClients; entrances: Set<Entrance> } {
  const { log } = parts;
  const entrances = new Set<Entrance>();
  const rooms: Rooms = new Rooms({
    ...parts,
    entrances,
    timers: realTimers,
    now: time.now,
    random: Math.random,
    unloadAfterMs: config().unload_after,
    gone: (client) => visits.gone(client),
    unloaded: (room) => visits.unloaded(room),
  });
  const visits = new Visits({ rooms, sessions, log });
  const directConfig = {
    base_url: config().base_url,
    get allowed_origins() {
      return config().allowed_origins;
    },
    get limits() {
      return config().limits;
    },
  };
  const direct = new DirectClients({ config: directConfig, proxies, visits, log, ...TIME });
  entrances.add(direct);
  return { rooms, visits, direct, entrances };
}
