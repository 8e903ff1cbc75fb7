export { MonolithLink, type MonolithLinkOptions } from './shell/monolith-link.ts';
export type { JoinDetails, LinkCounters, LinkedClient, LinkEvents, LoadedRoom } from './core/link-events.ts';
