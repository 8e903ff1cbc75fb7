import type { Disc } from '../model/geometry.ts';
import type { Layout } from '../model/layout.ts';
import type { RoomNode, SiteView } from '../model/site-view.ts';

/** A disc on its way to where it belongs. */
export interface Body {
  x: number;
  y: number;
  radius: number;
  target: Disc;
}

export interface RoomBody extends Body {
  node: RoomNode;
  /** How much is being said there, 0 to 1. */
  heat: number;
  /** It has just changed its Monolith: 1, then less and less. */
  flight: number;
  /** Somebody has just come (> 0) or gone (< 0): ±1, then less and less. */
  ripple: number;
  isGone: boolean;
}

/** How long things take: to be nearly where they belong, to cool down, to be noticed. */
const MOVE_MS = 170;
const HEAT_MS = 1600;
const FLIGHT_MS = 1400;
const RIPPLE_MS = 700;
const STILL = 0.05;

/** What is to be drawn, between what was and what is. Time is passed in; without motion everything is where it belongs at once. */
export class Scene {
  readonly balancers = new Map<string, Body>();
  readonly monoliths = new Map<string, Body>();
  readonly rooms = new Map<string, RoomBody>();
  hasMotion = true;

  /** @param settle everything goes there at once: another view, another size */
  update(view: SiteView, layout: Layout, settle: boolean): void {
    moveTo(this.balancers, layout.balancers);
    moveTo(this.monoliths, layout.monoliths);
    for (const [key, target] of layout.rooms) this.#updateRoom(key, target, view, layout);
    for (const [key, body] of this.rooms) if (!layout.rooms.has(key)) this.#end(body);
    if (settle || !this.hasMotion) this.#settle();
  }

  /** So much was said in a room; that fades, so it is not shown without motion. */
  warm(room: string, messages: number): void {
    const body = this.rooms.get(room);
    if (body !== undefined && this.hasMotion)
      body.heat = Math.min(1, body.heat + Math.log2(1 + messages) / 7);
  }

  /** Goes on by `ms`; `false` when nothing moves any more. */
  step(ms: number): boolean {
    const share = 1 - Math.exp(-ms / MOVE_MS);
    let moves = false;
    for (const body of this.balancers.values()) moves = approach(body, share) || moves;
    for (const body of this.monoliths.values()) moves = approach(body, share) || moves;
    for (const [key, body] of this.rooms) {
      const isMoving = approach(body, share);
      const isFading = fade(body, ms);
      if (body.isGone && !isMoving) this.rooms.delete(key);
      moves = isMoving || isFading || moves;
    }
    return moves;
  }

  #updateRoom(key: string, target: Disc, { rooms }: SiteView, layout: Layout): void {
    const node = rooms.get(key);
    if (node === undefined) return;
    const body = this.rooms.get(key);
    if (body === undefined) {
      const from = layout.isTree ? (layout.monoliths.get(node.monolith ?? '') ?? target) : target;
      const start = { x: from.x, y: from.y, radius: 0 };
      this.rooms.set(key, { ...start, target, node, heat: 0, flight: 0, ripple: 0, isGone: false });
      return;
    }
    const change = Math.sign(node.clients - body.node.clients);
    if (change !== 0) body.ripple = change;
    if (body.node.monolith !== null && node.monolith !== body.node.monolith) body.flight = 1;
    body.node = node;
    body.target = target;
    body.isGone = false;
  }

  #end(body: RoomBody): void {
    body.isGone = true;
    body.target = { x: body.target.x, y: body.target.y, radius: 0 };
  }

  #settle(): void {
    for (const body of [...this.balancers.values(), ...this.monoliths.values()]) arrive(body);
    for (const [key, body] of this.rooms) {
      arrive(body);
      body.heat = 0;
      body.flight = 0;
      body.ripple = 0;
      if (body.isGone) this.rooms.delete(key);
    }
  }
}

function moveTo(bodies: Map<string, Body>, discs: ReadonlyMap<string, Disc>): void {
  for (const [id, target] of discs) {
    const body = bodies.get(id);
    if (body === undefined) bodies.set(id, { x: target.x, y: target.y, radius: 0, target });
    else body.target = target;
  }
  for (const id of bodies.keys()) if (!discs.has(id)) bodies.delete(id);
}

function arrive(body: Body): void {
  ({ x: body.x, y: body.y, radius: body.radius } = body.target);
}

function approach(body: Body, share: number): boolean {
  const { target } = body;
  const dx = target.x - body.x;
  const dy = target.y - body.y;
  const dr = target.radius - body.radius;
  if (Math.abs(dx) + Math.abs(dy) + Math.abs(dr) < STILL) {
    arrive(body);
    return false;
  }
  body.x += dx * share;
  body.y += dy * share;
  body.radius += dr * share;
  return true;
}

function fade(body: RoomBody, ms: number): boolean {
  const { heat, flight, ripple } = body;
  if (heat === 0 && flight === 0 && ripple === 0) return false;
  body.heat = heat < 0.01 ? 0 : heat * Math.exp(-ms / HEAT_MS);
  body.flight = Math.max(0, flight - ms / FLIGHT_MS);
  body.ripple = Math.sign(ripple) * Math.max(0, Math.abs(ripple) - ms / RIPPLE_MS);
  return true;
}
