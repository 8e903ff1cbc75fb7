/** What a Balancer is put together from, for who does that by themselves: the simulator. */
export { Drain } from './shell/drain.ts';
export type { Client } from './core/records.ts';
export { isUnanswered, openJoin } from './core/records.ts';
export type { RouterEffect, RouterInput } from './core/router-io.ts';
export type { LinkSocket, LinkSocketEvents } from './shell/link-socket/link-socket.ts';
export type { ClientData, ClientSocket } from './shell/client-socket.ts';
export { createSwitchboard, type Switchboard } from './shell/switchboard.ts';
export { Traffic } from './shell/traffic.ts';
