import { shortened } from '../model/names.ts';
import { NOWHERE } from '../model/room-places.ts';
import { isSeen, type Frame } from './frame.ts';
import { DOTS_MAX } from './paint-rooms.ts';
import type { Body } from './scene.ts';

const FONT = "'Figtree Variable', ui-sans-serif, system-ui, sans-serif";
/** From so many pixels on a room has its number, and its name. */
const COUNT_FROM = 15;
const NAME_FROM = 24;
/** Words cost more than bubbles. */
const ROOM_NAMES_MAX = 90;

/** Names and numbers, in the size of the page whatever the zoom. */
export function paintLabels(frame: Frame): void {
  const { context, layout, palette } = frame;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  paintRoomLabels(frame);
  paintMonolithLabels(frame);
  for (const { id, region, clients, state } of frame.view.balancers) {
    const body = frame.scene.balancers.get(id);
    if (body === undefined || !isSeen(frame, body)) continue;
    const { x, y, radius } = onScreen(frame, body);
    const problem = state === 'serving' ? '' : ` · ${frame.words[state]}`;
    const colour = state === 'lost' ? palette.danger : palette.text;
    write(frame, `${named(frame, id, region)}${problem}`, x, y - radius - 8, 600, 13, colour);
    if (state === 'lost') continue;
    if (layout.isTree) write(frame, frame.words.clients(clients), x, y + radius + 17, 400, 12, palette.muted);
    else beside(frame, frame.words.clients(clients), x + radius + 9, y + 4);
  }
  for (const { region, x, y } of layout.regions) {
    const at = onScreen(frame, { x, y, radius: 0 });
    context.textAlign = 'left';
    write(
      frame,
      region === NOWHERE ? frame.words.homeless : region,
      at.x + 16,
      at.y + 22,
      700,
      14,
      palette.text,
    );
    context.textAlign = 'center';
  }
}

function paintMonolithLabels(frame: Frame): void {
  const { scene, view, palette, words, layout } = frame;
  for (const { id, region, isDraining, rooms, clients, waiting, figures } of view.monoliths) {
    const body = scene.monoliths.get(id);
    if (body === undefined || !isSeen(frame, { ...body, radius: body.radius + 40 })) continue;
    const { x, y, radius } = onScreen(frame, body);
    const problems = [
      ...(isDraining ? [words.draining] : []),
      ...(waiting > 0 ? [words.waiting(waiting)] : []),
      ...(figures?.isCongested === true ? [words.congested] : []),
    ];
    const top = layout.isTree ? y - radius - 8 : y + radius + 19;
    write(frame, named(frame, id, region), x, top, 600, 13, palette.text);
    const counts = words.counts(rooms.length, clients);
    const line = y + radius + (layout.isTree ? 17 : 35);
    if (problems.length === 0) write(frame, counts, x, line, 400, 12, palette.muted);
    else write(frame, problems.join(' · '), x, line, 600, 12, waiting > 0 ? palette.danger : palette.accent);
  }
  const homeless = scene.monoliths.get(NOWHERE);
  if (homeless === undefined || layout.regions.length > 0) return;
  const { x, y, radius } = onScreen(frame, homeless);
  write(frame, words.homeless, x, y + radius + 19, 600, 13, palette.danger);
}

function paintRoomLabels(frame: Frame): void {
  const { scene, camera, palette, layout } = frame;
  let names = 0;
  for (const body of scene.rooms.values()) {
    const radius = body.radius * camera.zoom;
    if (radius < COUNT_FROM || !isSeen(frame, body)) continue;
    const { x, y } = onScreen(frame, body);
    const { key, clients } = body.node;
    if (clients > DOTS_MAX) write(frame, String(clients), x, y + 5, 700, 14, palette.text);
    if (radius < NAME_FROM || names === ROOM_NAMES_MAX) continue;
    names++;
    const below = layout.isTree ? y + radius + 12 : y + radius - 6;
    write(frame, clipped(shortened(key), radius), x, below, 500, 11, palette.text);
  }
}

/** With its region where there are several, and no panel says it. */
function named({ layout, view }: Frame, id: string, region: string): string {
  const { size } = view.regions;
  const isOnly = size === 0 || (size === 1 && view.regions.has(region));
  return layout.regions.length > 0 || isOnly ? shortened(id) : `${shortened(id)} · ${region}`;
}

function write(
  { context, palette }: Frame,
  text: string,
  x: number,
  y: number,
  weight: number,
  size: number,
  colour: string,
): void {
  context.font = `${weight} ${size}px ${FONT}`;
  context.strokeStyle = palette.ground;
  context.lineWidth = 4;
  context.globalAlpha = 0.85;
  context.strokeText(text, x, y);
  context.globalAlpha = 1;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function beside(frame: Frame, text: string, x: number, y: number): void {
  frame.context.textAlign = 'left';
  write(frame, text, x, y, 400, 12, frame.palette.muted);
  frame.context.textAlign = 'center';
}

function onScreen({ camera }: Frame, { x, y, radius }: Pick<Body, 'x' | 'y' | 'radius'>) {
  return { x: (x - camera.x) * camera.zoom, y: (y - camera.y) * camera.zoom, radius: radius * camera.zoom };
}

const clipped = (text: string, radius: number): string => {
  const max = Math.max(4, Math.floor(radius / 3));
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
};
