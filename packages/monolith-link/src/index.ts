export { MonolithLink, type MonolithLinkOptions } from './shell/monolith-link.ts';
export type { JoinDetails, LinkCounters, LinkedClient, LinkEvents } from './core/link-events.ts';
export type { LoadedRoom } from '@usher/protocol/link';
