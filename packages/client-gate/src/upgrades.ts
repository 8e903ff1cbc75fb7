import { randomUUID } from 'node:crypto';
import { clientId, roomOfSocketPath, type ClientId, type RoomKey } from '@usher/protocol';
import type { TrustedProxies } from './client-address.ts';
import { errorResponse } from './error-response.ts';
import type { UpgradeCheck } from './upgrade-check.ts';

export interface UpgradesOptions<Data> {
  /** Begins and ends with a slash. */
  readonly baseUrl: string;
  readonly check: UpgradeCheck;
  readonly proxies: TrustedProxies;
  /** What a new client's socket begins with. */
  readonly newData: (id: ClientId, room: RoomKey | null, ip: string) => Data;
}

/** As the runtime's server does it. */
interface Upgrader<Data> {
  upgrade(request: Request, options: { data: Data }): boolean;
}

/** Turns requests into clients' sockets (CON-1). */
export class Upgrades<Data> {
  readonly #options: UpgradesOptions<Data>;

  constructor(options: UpgradesOptions<Data>) {
    this.#options = options;
  }

  /**
   * Answers a request that has an `Upgrade` header; `undefined`: it is a socket now.
   * @param peer the address that it came from
   */
  answer(request: Request, peer: string, server: Upgrader<Data>): Response | undefined {
    const { baseUrl, check, proxies, newData } = this.#options;
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      return errorResponse(400, 'UpgradeRefused', 'only WebSocket upgrades are possible here');
    }
    // A bad path is told after the upgrade: browsers hide HTTP errors of an upgrade (CON-1).
    const room = roomOfSocketPath(new URL(request.url).pathname, baseUrl);
    const ip = proxies.clientOf(peer, request.headers.get('x-forwarded-for'));
    const refusal = check.refusal(request, peer, ip);
    if (refusal !== null) return refusal;
    if (server.upgrade(request, { data: newData(clientId(randomUUID()), room, ip) })) return undefined;
    return errorResponse(400, 'UpgradeRefused', 'not a valid WebSocket handshake');
  }
}
