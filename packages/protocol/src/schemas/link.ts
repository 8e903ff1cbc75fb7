import { z } from 'zod';
import { monolithId, roomKey, clientId, balancerId } from '../ids.ts';
import { roomMetadata } from './room.ts';

const MAX_U32 = 4_294_967_295;

const room = z.string().transform((name, context) => {
  const key = roomKey(name);
  if (key !== null) return key;
  context.addIssue('not a room name');
  return z.NEVER;
});
const client = z.string().min(1).max(128).transform(clientId);
const monolith = z.string().min(1).max(128).transform(monolithId);
const epoch = z.int().min(0).max(MAX_U32);
const ms = z.number().min(0).max(86_400_000);

/** The Monolith's first message: what the seed names, and what full peers add (LNK-11). */
export const init = z.object({
  action: z.literal('init'),
  port: z.int().min(1).max(65_535),
  token: z.string(),
  id: z.string().min(1).max(128).nullish(),
  region: z.string().max(64).nullish(),
  version: z.number().nullish(),
  nonce: z.string().max(256).nullish(),
});

/** Monolith → Balancer (LNK-30 to LNK-38). */
export const monolithControl = z.discriminatedUnion('action', [
  init,
  z.object({
    action: z.literal('gossip'),
    rooms: z.array(z.object({ room, epoch, metadata: roomMetadata.exactOptional() })),
    part: z.int().min(1).default(1),
    parts: z.int().min(1).default(1),
  }),
  z.object({ action: z.literal('loaded'), room, epoch, metadata: roomMetadata }),
  z.object({
    action: z.literal('unloaded'),
    room,
    epoch: epoch.nullish(),
    reason: z.enum(['keepalive', 'admin', 'commanded', 'shutdown', 'moved']),
    to: monolith.nullish(),
  }),
  z.object({
    action: z.literal('kick'),
    room,
    id: client,
    code: z.number(),
    reason: z.string().default(''),
  }),
  z.object({ action: z.literal('moved'), room, owner: monolith, retryMs: ms }),
  z.object({
    action: z.literal('refused'),
    room,
    id: client,
    reason: z.enum(['store-unavailable', 'room-full', 'draining', 'overloaded']),
    retryMs: ms.default(500),
  }),
  z.object({ action: z.literal('leaving'), room }),
  z.object({ action: z.literal('draining') }),
]);

/** Balancer → Monolith (LNK-15, LNK-37, LNK-40, LNK-41). */
export const balancerControl = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('hello'),
    id: z.string().min(1).max(128).transform(balancerId),
    region: z.string().max(64).default('unknown'),
    version: z.number().exactOptional(),
    token: z.string().exactOptional(),
  }),
  z.object({ action: z.literal('parked'), room }),
  z.object({
    action: z.literal('unload'),
    room,
    epoch,
    reason: z.enum(['duplicate', 'move', 'admin']),
    to: monolith.nullish(),
  }),
  z.object({ action: z.literal('resumed') }),
]);

/** The two requests that only the Balancer originates, as they stand in an envelope (LNK-24, LNK-25). */
export const membershipMessage = z.object({
  action: z.literal('req'),
  request: z.discriminatedUnion('type', [
    z.object({
      type: z.literal(0),
      resume: z.boolean().exactOptional(),
      info: z.object({ ip: z.string().exactOptional(), region: z.string().exactOptional() }).exactOptional(),
    }),
    z.object({ type: z.literal(1), away: ms.exactOptional() }),
  ]),
});

export type Init = z.infer<typeof init>;
export type MonolithControl = z.infer<typeof monolithControl>;
export type BalancerControl = z.infer<typeof balancerControl>;
export type Membership = z.infer<typeof membershipMessage>['request'];

/** The actions that this version knows; others are ignored (LNK-3). */
export const MONOLITH_ACTIONS: ReadonlySet<unknown> = new Set(
  monolithControl.options.map(({ shape }) => shape.action.value),
);
export const BALANCER_ACTIONS: ReadonlySet<unknown> = new Set(
  balancerControl.options.map(({ shape }) => shape.action.value),
);
