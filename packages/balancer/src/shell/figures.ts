import type { Clock } from '@usher/kit';
import type { MonolithId } from '@usher/protocol';
import type { Router } from '../core/router.ts';
import type { ClientSide } from './client-side.ts';
import type { Links } from './links.ts';
import type { RoomActivity } from './room-activity.ts';
import type { Traffic } from './traffic.ts';

/** What is measured of a Balancer, for those who watch it (WEB-20). Counters grow from its start on. */
export interface Figures {
  readonly clients: { readonly authenticating: number; readonly waiting: number; readonly served: number };
  readonly messages: { readonly fromClients: number; readonly toClients: number; readonly toRooms: number };
  readonly bytes: { readonly fromClients: number; readonly fromMonoliths: number };
  /** How late the runtime was for this, in ms: what every message waits at that moment. */
  readonly lagMs: number;
  readonly queueBytes: {
    readonly toClients: number;
    readonly toMonoliths: number;
    readonly fromClients: number;
  };
  readonly monoliths: readonly MonolithFigures[];
  /** Messages per room since the last figures, from clients and to them. */
  readonly rooms: ReturnType<RoomActivity['take']>;
}

interface MonolithFigures {
  readonly id: MonolithId;
  readonly sent: number;
  readonly received: number;
  readonly unsentBytes: number;
  readonly isCongested: boolean;
  readonly roundTripMs: number | null;
  /** Joins that it has not answered, and those that wait for their turn (BAL-12). */
  readonly joinsInFlight: number;
  readonly joinsWaiting: number;
}

export interface FiguresSources {
  readonly router: Router;
  readonly clients: Pick<ClientSide, 'gate'>;
  readonly links: Links;
  readonly traffic: Traffic;
  readonly clock: Clock;
}

/** Reads the figures; to be called every `everyMs`, as the lag is what it is called later. */
export function figuresReader(sources: FiguresSources, everyMs: number): () => Figures {
  const { router, clients, links, traffic, clock } = sources;
  let readAt: number | null = null;
  return () => {
    const now = clock.now();
    const lagMs = readAt === null || now - readAt > 10 * everyMs ? 0 : Math.max(0, now - readAt - everyMs);
    readAt = now;
    return {
      ...clientFigures(router),
      ...messageFigures(traffic),
      lagMs: Math.round(lagMs * 10) / 10,
      queueBytes: {
        toClients: traffic.unsentToClients,
        toMonoliths: links.queue.unsentBytes,
        fromClients: clients.gate.rate.heldBytes + pendingBytes(router),
      },
      monoliths: monolithFigures(router, links),
      rooms: traffic.rooms.take(),
    };
  };
}

function clientFigures(router: Router): Pick<Figures, 'clients'> {
  const counts = { authenticating: 0, waiting: 0, served: 0 };
  for (const { state } of router.clients.values()) {
    if (state.state === 'authenticating') counts.authenticating++;
    else if (state.state === 'joined') counts.served++;
    else counts.waiting++;
  }
  return { clients: counts };
}

const messageFigures = (traffic: Traffic): Pick<Figures, 'messages' | 'bytes'> => ({
  messages: {
    fromClients: traffic.messagesFromClients,
    toClients: traffic.unicasts,
    toRooms: traffic.broadcasts,
  },
  bytes: { fromClients: traffic.bytesFromClients, fromMonoliths: traffic.bytesFromMonoliths },
});

const pendingBytes = ({ clients }: Router): number =>
  [...clients.values()].reduce((sum, { pending }) => sum + pending.bytes, 0);

const monolithFigures = (router: Router, links: Links): MonolithFigures[] =>
  [...router.monoliths.values()].flatMap(({ id, joins }) => {
    const link = links.to(id);
    return link === undefined
      ? []
      : [{ id, ...link.look(), joinsInFlight: joins.inFlight, joinsWaiting: joins.waiting }];
  });
