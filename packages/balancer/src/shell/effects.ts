import { unreachable } from '@usher/kit';
import { writeBalancerControl, writeMembership, spliceClientMessage } from '@usher/protocol/link';
import type { Client, Monolith } from '../core/records.ts';
import type { RouterEffect } from '../core/router-io.ts';
import type { ClientSockets } from './client-sockets.ts';
import type { Links } from './links.ts';
import type { Traffic } from './traffic.ts';

/** Does what the router decided, to sockets and links. */
export class EffectRunner {
  readonly #sockets: ClientSockets;
  readonly #links: Links;
  readonly #traffic: Traffic;
  readonly #region: string;

  constructor(options: { sockets: ClientSockets; links: Links; traffic: Traffic; region: string }) {
    this.#sockets = options.sockets;
    this.#links = options.links;
    this.#traffic = options.traffic;
    this.#region = options.region;
  }

  run(effect: RouterEffect): void {
    switch (effect.kind) {
      case 'join':
        return this.#join(effect.client, effect.at, effect.resume);
      case 'joined':
        return this.#joined(effect.client, effect.at, effect.queued);
      case 'hold':
        return this.#hold(effect.client);
      case 'park':
        this.#hold(effect.client);
        this.#sockets.get(effect.client.id)?.unsubscribe(effect.client.room);
        return;
      case 'leave':
        return this.#membership(effect.client, effect.at, { type: 1 });
      case 'pause':
        this.#sockets.get(effect.client.id)?.pause();
        return;
      case 'close': {
        const ws = this.#sockets.get(effect.client.id);
        if (ws !== undefined) this.#sockets.end(ws, effect.code, effect.reason);
        return;
      }
      case 'unload': {
        const { at, room, epoch, reason, to } = effect;
        this.#links.to(at.id)?.send(writeBalancerControl({ action: 'unload', room, epoch, reason, to }));
        return;
      }
      case 'parked':
        this.#links.to(effect.at.id)?.send(writeBalancerControl({ action: 'parked', room: effect.room }));
        return;
      case 'resumed':
        this.#links.to(effect.at.id)?.send(writeBalancerControl({ action: 'resumed' }));
        return;
      case 'count':
        return this.#traffic.drop(effect.what);
      default:
        unreachable(effect);
    }
  }

  /** Subscribed first: what the Monolith says to the room from now on is for this client too (CON-3). */
  #join(client: Client, at: Monolith, resume: boolean): void {
    const ws = this.#sockets.get(client.id);
    if (ws === undefined) return;
    ws.subscribe(client.room);
    if (!at.isFull) return this.#membership(client, at, { type: 0 });
    const info = { ip: ws.data.ip, region: this.#region };
    this.#membership(client, at, resume ? { type: 0, resume, info } : { type: 0, info });
  }

  #joined(client: Client, at: Monolith, queued: readonly string[]): void {
    const ws = this.#sockets.get(client.id);
    const link = this.#links.to(at.id);
    if (ws === undefined || link === undefined) return;
    for (const message of queued) link.send(spliceClientMessage(ws.data.prefix, message));
    ws.data.link = link;
    if (ws.isPaused) ws.resume();
  }

  #hold(client: Client): void {
    const ws = this.#sockets.get(client.id);
    if (ws !== undefined) ws.data.link = null;
  }

  #membership(client: Client, at: Monolith, request: Parameters<typeof writeMembership>[1]): void {
    const prefix = this.#sockets.get(client.id)?.data.prefix;
    if (prefix !== undefined) this.#links.to(at.id)?.send(writeMembership(prefix, request));
  }
}
