/** What a Balancer tells of its clients, rooms and links; times and codes that the map does not show are left out. */
export type MapEvent =
  | ({ readonly kind: 'state' } & BalancerState)
  | ({ readonly kind: 'figures' } & Figures)
  | { readonly kind: 'enter' | 'wait'; readonly client: string; readonly room: string }
  | {
      readonly kind: 'join' | 'serve';
      readonly client: string;
      readonly room: string;
      readonly monolith: string;
    }
  | { readonly kind: 'leave' | 'close' | 'exit'; readonly client: string }
  | {
      readonly kind: 'place' | 'displace' | 'load' | 'unload';
      readonly room: string;
      readonly monolith: string;
    }
  | {
      readonly kind: 'move' | 'takeover';
      readonly room: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'link-up'; readonly monolith: string; readonly region: string }
  | { readonly kind: 'link-down' | 'monolith-drain' | 'monolith-open'; readonly monolith: string }
  | { readonly kind: 'drain' };

/** The whole of what one Balancer knows, as `/state?clients` and the beginning of `/events?state` say it. */
export interface BalancerState {
  readonly id: string;
  readonly region: string;
  readonly draining: boolean;
  readonly monoliths: readonly { readonly id: string; readonly region: string; readonly draining: boolean }[];
  readonly rooms: readonly {
    readonly room: string;
    readonly state: 'unmapped' | 'placed' | 'reported' | 'leaving';
    readonly monolith: string | null;
    readonly served: readonly string[];
    readonly waiting: readonly string[];
  }[];
}

/** What is measured rather than told of one by one, every second. Counters grow. */
export interface Figures {
  readonly clients: { readonly authenticating: number; readonly waiting: number; readonly served: number };
  readonly messages: { readonly fromClients: number; readonly toClients: number; readonly toRooms: number };
  readonly bytes: { readonly fromClients: number; readonly fromMonoliths: number };
  readonly lagMs: number;
  readonly queueBytes: {
    readonly toClients: number;
    readonly toMonoliths: number;
    readonly fromClients: number;
  };
  readonly monoliths: readonly MonolithFigures[];
  /** Messages from clients and to them since the last figures. */
  readonly rooms: Readonly<Record<string, readonly [fromClients: number, toClients: number]>>;
}

export interface MonolithFigures {
  readonly id: string;
  readonly sent: number;
  readonly received: number;
  readonly unsentBytes: number;
  readonly isCongested: boolean;
  readonly roundTripMs: number | null;
  readonly joinsInFlight: number;
  readonly joinsWaiting: number;
}

/** Reads one event of the stream; `null` for kinds that a newer Balancer may have. */
export function readMapEvent(text: string): MapEvent | null {
  try {
    const event = JSON.parse(text) as MapEvent;
    return KINDS.has(event.kind) ? event : null;
  } catch {
    return null;
  }
}

const KINDS: ReadonlySet<string> = new Set([
  'state',
  'figures',
  'enter',
  'wait',
  'join',
  'serve',
  'leave',
  'close',
  'exit',
  'place',
  'displace',
  'load',
  'unload',
  'move',
  'takeover',
  'link-up',
  'link-down',
  'monolith-drain',
  'monolith-open',
  'drain',
] satisfies MapEvent['kind'][]);
