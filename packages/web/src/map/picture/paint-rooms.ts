import { seedAt } from '../model/sunflower.ts';
import { addCircle, isSeen, type Frame } from './frame.ts';
import type { RoomBody } from './scene.ts';

/** How bright a room is by what is said in it: one shade at a time is filled in one go. */
const SHADES = [0.24, 0.42, 0.62, 0.9] as const;
/** From so many pixels on, people are seen one by one, if they are not more than so many: else they are a number. */
const DOTS_FROM = 13;
export const DOTS_MAX = 60;
/** From so many pixels on a room has an edge. */
const EDGE_FROM = 4;

/** Rooms as bubbles: brighter for what is said, red where people wait, hollow until their Monolith has them. */
export function paintRooms(frame: Frame): void {
  const seen = [...frame.scene.rooms.values()].filter((body) => body.radius > 0.05 && isSeen(frame, body));
  const groups = Map.groupBy(seen, shadeOf);
  for (const [shade, bodies] of groups) fill(frame, shade, bodies);
  paintRings(frame, seen);
  paintPeople(frame, seen);
  paintRipples(frame, seen);
}

type Shade = number | 'waiting' | 'empty' | 'placed';

function shadeOf({ node, heat }: RoomBody): Shade {
  if (node.waiting > 0) return 'waiting';
  if (!node.isLoaded) return 'placed';
  if (node.clients === 0) return 'empty';
  return Math.min(SHADES.length - 1, Math.floor(heat * SHADES.length));
}

/** Dark people are seen better there, in the dark theme as well. */
function isBright(body: RoomBody): boolean {
  const shade = shadeOf(body);
  return typeof shade === 'number' && shade >= 2;
}

function fill({ context, palette, camera }: Frame, shade: Shade, bodies: readonly RoomBody[]): void {
  const colour =
    shade === 'waiting' ? palette.danger : typeof shade === 'number' ? palette.accent : palette.muted;
  const filling = typeof shade === 'number' ? palette['accent-fill'] : colour;
  addCircles(context, bodies);
  if (shade !== 'placed') {
    context.globalAlpha = typeof shade === 'number' ? (SHADES[shade] ?? 1) : shade === 'waiting' ? 0.42 : 0.2;
    context.fillStyle = filling;
    context.fill();
  }
  context.globalAlpha = 1;
  const edged = bodies.filter(({ radius }) => radius * camera.zoom >= EDGE_FROM);
  if (edged.length === 0) return;
  if (edged.length < bodies.length) addCircles(context, edged);
  context.strokeStyle = colour;
  context.lineWidth = (shade === 'waiting' ? 2 : 1) / camera.zoom;
  context.setLineDash(shade === 'placed' ? [3 / camera.zoom, 3 / camera.zoom] : []);
  context.stroke();
  context.setLineDash([]);
}

function addCircles(context: CanvasRenderingContext2D, bodies: readonly RoomBody[]): void {
  context.beginPath();
  for (const { x, y, radius } of bodies) addCircle(context, x, y, radius);
}

/** Too many to count: a second ring says that the bubble stands for a crowd. */
function paintRings({ context, palette, camera }: Frame, bodies: readonly RoomBody[]): void {
  context.beginPath();
  for (const { x, y, radius, node } of bodies)
    if (node.clients > DOTS_MAX && radius * camera.zoom > EDGE_FROM) addCircle(context, x, y, radius * 0.78);
  context.strokeStyle = palette.accent;
  context.lineWidth = 1.5 / camera.zoom;
  context.stroke();
}

function paintPeople(frame: Frame, bodies: readonly RoomBody[]): void {
  const { context, palette, camera } = frame;
  const close = bodies.filter(
    ({ radius, node }) => radius * camera.zoom >= DOTS_FROM && node.clients > 0 && node.clients <= DOTS_MAX,
  );
  const bright = close.filter(isBright);
  const dim = close.filter((body) => !isBright(body));
  for (const [colour, rooms, waits] of [
    [palette.text, dim, false],
    [palette['on-accent-fill'], bright, false],
    [palette.danger, dim, true],
  ] as const) {
    context.fillStyle = colour;
    context.beginPath();
    for (const body of rooms) addPeople(frame, body, waits);
    context.fill();
  }
}

function addPeople({ context, waitsOf }: Frame, { x, y, radius, node }: RoomBody, waits: boolean): void {
  const people = waitsOf(node.key);
  const spacing = (radius * 0.8) / (Math.sqrt(Math.max(6, people.length)) + 0.4);
  for (const [slot, isWaiting] of people.entries()) {
    if (isWaiting !== waits) continue;
    const seed = seedAt(slot, spacing);
    addCircle(context, x + seed.x, y + seed.y, spacing * 0.4);
  }
}

/** Somebody comes: a ring grows out of the room. Somebody goes: it shrinks into it. */
function paintRipples({ context, palette, camera }: Frame, bodies: readonly RoomBody[]): void {
  for (const { x, y, radius, ripple } of bodies) {
    if (ripple === 0) continue;
    const age = 1 - Math.abs(ripple);
    const spread = ripple > 0 ? age : 1 - age;
    context.beginPath();
    addCircle(context, x, y, radius * (1 + 0.55 * spread));
    context.globalAlpha = 1 - age;
    context.strokeStyle = ripple > 0 ? palette.success : palette.muted;
    context.lineWidth = 1.75 / camera.zoom;
    context.stroke();
  }
  context.globalAlpha = 1;
}
