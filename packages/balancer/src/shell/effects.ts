import type { Pauses } from '@usher/client-gate';
import { unreachable } from '@usher/kit';
import { spliceClientMessage, type LinkDialect, type Membership } from '@usher/protocol/link';
import type { Client, Monolith } from '../core/records.ts';
import type { RouterEffect } from '../core/router-io.ts';
import type { ClientSockets } from './client-sockets.ts';
import type { Links } from './links.ts';
import type { Traffic } from './traffic.ts';

/** Does what the router decided, to sockets and links. */
export class EffectRunner {
  readonly #sockets: ClientSockets;
  readonly #links: Links;
  readonly #pauses: Pauses;
  readonly #traffic: Traffic;
  readonly #dialect: LinkDialect;
  readonly #region: string;

  constructor(options: {
    sockets: ClientSockets;
    links: Links;
    pauses: Pauses;
    traffic: Traffic;
    dialect: LinkDialect;
    region: string;
  }) {
    this.#sockets = options.sockets;
    this.#links = options.links;
    this.#pauses = options.pauses;
    this.#traffic = options.traffic;
    this.#dialect = options.dialect;
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
        return this.#leave(effect.client, effect.at, effect.awayMs);
      case 'pause': {
        const ws = this.#sockets.get(effect.client.id);
        if (ws !== undefined) this.#pauses.begin(ws, 'pending');
        return;
      }
      case 'close':
        return this.#close(effect.client, effect.code, effect.reason, effect.after);
      case 'unload': {
        const { at, room, epoch, reason, to } = effect;
        return this.#control(at, { action: 'unload', room, epoch, reason, to });
      }
      case 'parked':
        return this.#control(effect.at, { action: 'parked', room: effect.room });
      case 'resumed':
        return this.#control(effect.at, { action: 'resumed' });
      case 'end-link':
        return this.#links.end(effect.at.id);
      case 'mapped':
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
    if (!at.understandsControl) return this.#membership(client, at, { type: 0 });
    const info = { ip: ws.data.ip, region: this.#region };
    this.#membership(client, at, resume ? { type: 0, resume, info } : { type: 0, info });
  }

  #joined(client: Client, at: Monolith, queued: readonly string[]): void {
    const ws = this.#sockets.get(client.id);
    const link = this.#links.to(at.id);
    const envelope = ws?.data.envelope;
    if (!ws || !link || !envelope) return;
    for (const message of queued) link.send(spliceClientMessage(envelope, message));
    this.#sockets.route(ws, link);
    this.#pauses.end(ws, 'pending');
  }

  #leave(client: Client, at: Monolith, awayMs: number | null): void {
    const isAway = at.understandsControl && awayMs !== null; // others know only the seed's Leave
    this.#membership(client, at, isAway ? { type: 1, away: Math.round(awayMs) } : { type: 1 });
  }

  #close(client: Client, code: number, reason: string, after: Monolith | null): void {
    const ws = this.#sockets.get(client.id);
    if (ws === undefined) return;
    const link = after === null ? undefined : this.#links.to(after.id);
    if (link === undefined) return this.#sockets.end(ws, code, reason);
    this.#sockets.route(ws, null);
    link.whenRead(() => this.#sockets.end(ws, code, reason));
  }

  #hold(client: Client): void {
    const ws = this.#sockets.get(client.id);
    if (ws !== undefined) this.#sockets.route(ws, null);
  }

  #membership(client: Client, at: Monolith, request: Membership): void {
    const envelope = this.#sockets.get(client.id)?.data.envelope;
    if (envelope) this.#links.to(at.id)?.send(this.#dialect.writeMembership(envelope, request));
  }

  #control(at: Monolith, control: Parameters<LinkDialect['writeControl']>[0]): void {
    const frame = this.#dialect.writeControl(control);
    if (frame !== null) this.#links.to(at.id)?.send(frame);
  }
}
