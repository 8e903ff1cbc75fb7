import type { Clock } from '@usher/kit';
import type { Figures, MonolithFigures } from '@usher/protocol/operators';
import type { Router } from '../core/router.ts';
import type { ClientSide } from './client-side.ts';
import type { Links } from './links.ts';
import type { Traffic } from './traffic.ts';

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
