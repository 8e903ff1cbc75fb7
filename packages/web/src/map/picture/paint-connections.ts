import { NOWHERE } from '../model/room-places.ts';
import type { Point } from '../model/sunflower.ts';
import type { Frame } from './frame.ts';
import type { Body } from './scene.ts';

/** Beyond so many, lines to single rooms would only be a haze. */
const ROOM_LINES_MAX = 240;

/** Links between Balancers and Monoliths, thicker for what waits in them; in the tree also the ways to the rooms. */
export function paintConnections(frame: Frame): void {
  const { context, scene, palette, camera, view, layout } = frame;
  context.lineWidth = 1.25 / camera.zoom;
  for (const { id, monoliths } of view.balancers) {
    const from = scene.balancers.get(id);
    for (const monolith of monoliths) {
      const to = scene.monoliths.get(monolith);
      if (from === undefined || to === undefined) continue;
      const isCongested = view.monolithById.get(monolith)?.figures?.isCongested === true;
      context.strokeStyle = isCongested ? palette.danger : palette.edge;
      context.globalAlpha = isCongested ? 1 : 0.6;
      context.lineWidth = (isCongested ? 3 : 1.25) / camera.zoom;
      strokeCurve(context, from, entryOf(to, layout.isTree), layout.isTree);
    }
  }
  if (layout.isTree && scene.rooms.size <= ROOM_LINES_MAX) paintRoomLines(frame);
  context.globalAlpha = 1;
}

function paintRoomLines({ context, scene, palette, camera }: Frame): void {
  context.strokeStyle = palette.edge;
  context.globalAlpha = 0.28;
  context.lineWidth = 1 / camera.zoom;
  for (const body of scene.rooms.values()) {
    const from = scene.monoliths.get(body.node.monolith ?? NOWHERE);
    if (from !== undefined) strokeCurve(context, from, body, true);
  }
}

/** Messages on their ways: light ones to the rooms, amber ones back to people. */
export function paintPulses(frame: Frame): void {
  const { context, palette, camera, pulses } = frame;
  for (const isUp of [true, false]) {
    context.fillStyle = isUp ? palette.text : palette.accent;
    context.beginPath();
    for (const pulse of pulses) {
      if (pulse.isUp !== isUp || pulse.progress < 0) continue;
      const at = positionOf(frame, pulse);
      if (at === null) continue;
      const radius = 2.1 / Math.sqrt(camera.zoom);
      context.moveTo(at.x + radius, at.y);
      context.arc(at.x, at.y, radius, 0, Math.PI * 2);
    }
    context.fill();
  }
}

/** Up to the Monolith is the first part of a way, from there to the room the second. */
const LINK_PART = 0.62;

function positionOf({ scene, layout }: Frame, pulse: Frame['pulses'][number]): Point | null {
  const room = scene.rooms.get(pulse.room);
  const monolith = scene.monoliths.get(room?.node.monolith ?? NOWHERE);
  const balancer = scene.balancers.get(pulse.balancer);
  if (room === undefined || monolith === undefined || balancer === undefined) return null;
  const way = pulse.isUp ? pulse.progress : 1 - pulse.progress;
  const entry = entryOf(monolith, layout.isTree);
  if (way < LINK_PART) return onCurve(balancer, entry, way / LINK_PART, layout.isTree);
  const rest = (way - LINK_PART) / (1 - LINK_PART);
  if (layout.isTree) return onCurve(monolith, room, rest, true);
  return { x: entry.x + (room.x - entry.x) * rest, y: entry.y + (room.y - entry.y) * rest };
}

/** Where a link meets its Monolith. */
function entryOf({ x, y, radius }: Body, isTree: boolean): Point {
  return isTree ? { x: x - radius, y } : { x, y: y - radius };
}

/** From the top down, or in a tree from left to right, beginning and ending straight. */
function strokeCurve(context: CanvasRenderingContext2D, from: Point, to: Point, isTree: boolean): void {
  const [a, b] = controls(from, to, isTree);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.bezierCurveTo(a.x, a.y, b.x, b.y, to.x, to.y);
  context.stroke();
}

function controls(from: Point, to: Point, isTree: boolean): readonly [Point, Point] {
  if (isTree) {
    const x = (from.x + to.x) / 2;
    return [
      { x, y: from.y },
      { x, y: to.y },
    ];
  }
  const y = (from.y + to.y) / 2;
  return [
    { x: from.x, y },
    { x: to.x, y },
  ];
}

function onCurve(from: Point, to: Point, t: number, isTree: boolean): Point {
  const [a, b] = controls(from, to, isTree);
  const u = 1 - t;
  const mix = (p0: number, p1: number, p2: number, p3: number) =>
    u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3;
  return { x: mix(from.x, a.x, b.x, to.x), y: mix(from.y, a.y, b.y, to.y) };
}
