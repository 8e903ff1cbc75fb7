import type { Selection } from '../model/selection.ts';
import { addCircle, type Frame } from './frame.ts';
import type { Body } from './scene.ts';

/** What is looked at, what the pointer is on, and rooms that are just moving. */
export function paintMarks(frame: Frame): void {
  const { context, palette, camera, scene, selected, hovered } = frame;
  for (const body of scene.rooms.values()) {
    if (body.flight === 0) continue;
    context.globalAlpha = Math.min(1, body.flight * 1.4);
    ring(frame, body, palette.text, 2.5, 3);
    const { x, y } = body.target;
    context.beginPath();
    context.moveTo(body.x, body.y);
    context.lineTo(x, y);
    context.lineWidth = 2 / camera.zoom;
    context.stroke();
    context.globalAlpha = 1;
  }
  const hoveredBody = hovered && bodyOf(frame, hovered);
  if (hoveredBody) ring(frame, hoveredBody, palette.muted, 1.5, 3);
  const selectedBody = selected && bodyOf(frame, selected);
  if (selectedBody) ring(frame, selectedBody, palette.focus, 3, 4);
}

function ring(
  { context, camera }: Frame,
  { x, y, radius }: Body,
  colour: string,
  width: number,
  gap: number,
): void {
  context.beginPath();
  addCircle(context, x, y, radius + gap / camera.zoom);
  context.strokeStyle = colour;
  context.lineWidth = width / camera.zoom;
  context.stroke();
}

function bodyOf({ scene }: Frame, { kind, id }: Selection): Body | null {
  const bodies = kind === 'balancer' ? scene.balancers : kind === 'monolith' ? scene.monoliths : scene.rooms;
  return bodies.get(id) ?? null;
}
