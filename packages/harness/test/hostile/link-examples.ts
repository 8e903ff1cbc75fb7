import type { BalancerControl, MonolithControl } from '@usher/protocol/link';
import { video } from './request-examples.ts';

const metadata = {
  name: 'liar',
  title: 'title',
  description: '',
  isTemporary: true,
  visibility: 'public',
  queueMode: 'manual',
  currentSource: { ...video, title: 'film', length: 3 },
  users: 1,
};

/** What can be said as JSON: names that the schemas brand are strings here. */
type Spoken<Control extends { action: string }> = { readonly [Action in Control['action']]: object };

/** One right message of every kind that a Monolith sends (spec 1.4). */
export const FROM_MONOLITH: Spoken<MonolithControl> = {
  init: { action: 'init', port: 3000, token: 'token', id: 'liar', region: 'here', version: 1, nonce: 'n' },
  gossip: { action: 'gossip', rooms: [{ room: 'liar', epoch: 1, metadata }], part: 1, parts: 1 },
  loaded: { action: 'loaded', room: 'liar', epoch: 1, metadata },
  unloaded: { action: 'unloaded', room: 'liar', epoch: 1, reason: 'moved', to: 'other' },
  kick: { action: 'kick', room: 'liar', id: 'somebody', code: 4005, reason: 'why not' },
  moved: { action: 'moved', room: 'liar', owner: 'other', retryMs: 1 },
  refused: { action: 'refused', room: 'liar', id: 'somebody', reason: 'room-full', retryMs: 1 },
  leaving: { action: 'leaving', room: 'liar' },
  draining: { action: 'draining' },
};

/** One right message of every kind that a Balancer sends (spec 1.5). */
export const FROM_BALANCER: Spoken<BalancerControl> = {
  hello: { action: 'hello', id: 'liar', region: 'here', version: 1, token: 'token' },
  parked: { action: 'parked', room: 'liar' },
  unload: { action: 'unload', room: 'liar', epoch: 1, reason: 'move', to: 'other' },
  resumed: { action: 'resumed' },
};

const envelope = { token: 'token', room: 'liar', id: 'somebody' };

/** What a Balancer passes on, its own Joins and Leaves included (spec 1.3). */
export const ENVELOPES: readonly object[] = [
  {
    ...envelope,
    message: {
      action: 'req',
      request: { type: 0, resume: true, info: { ip: '192.0.2.1', region: 'here' } },
    },
  },
  { ...envelope, message: { action: 'req', request: { type: 1, away: 10 } } },
  { ...envelope, message: { action: 'status', status: 'ready' } },
  { ...envelope, message: { action: 'kickme', reason: 4000 } },
];
