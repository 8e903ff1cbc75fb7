import type { Disc } from '../model/geometry.ts';

/** What part of the map is seen: the point of the map at the picture's top left, and how much larger it is drawn. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Camera = { x: 0, y: 0, zoom: 1 };

const ZOOM_MIN = 1;
const ZOOM_MAX = 24;
/** Of the picture's smaller side, for what the camera goes to. */
const CLOSE_UP = 0.13;

/** Zooms by `factor`; the point (in pixels) stays where it is. */
export function zoomedAt(
  { x, y, zoom }: Camera,
  point: { x: number; y: number },
  factor: number,
  size: Size,
): Camera {
  const next = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom * factor));
  return kept(
    { x: x + point.x / zoom - point.x / next, y: y + point.y / zoom - point.y / next, zoom: next },
    size,
  );
}

export function movedBy({ x, y, zoom }: Camera, dx: number, dy: number, size: Size): Camera {
  return kept({ x: x - dx / zoom, y: y - dy / zoom, zoom }, size);
}

/** With `disc` in the middle, and large enough to see what is in it; one that is large already stays as large. */
export function closeUp({ zoom }: Camera, disc: Disc, size: Size): Camera {
  const wanted = (CLOSE_UP * Math.min(size.width, size.height)) / disc.radius;
  const next = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, Math.min(zoom, wanted), Math.min(wanted, 6)));
  return kept({ x: disc.x - size.width / 2 / next, y: disc.y - size.height / 2 / next, zoom: next }, size);
}

/** Nearer to `to` by `share` of the way. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const at = (a: number, b: number) => a + (b - a) * share;
  return { x: at(from.x, to.x), y: at(from.y, to.y), zoom: at(from.zoom, to.zoom) };
}

export const isNear = (a: Camera, b: Camera): boolean =>
  Math.abs(a.zoom - b.zoom) < 0.002 && Math.hypot(a.x - b.x, a.y - b.y) * a.zoom < 0.3;

/** Nobody loses the map out of sight. */
function kept({ x, y, zoom }: Camera, { width, height }: Size): Camera {
  const inside = (value: number, length: number) => Math.min(length - length / zoom, Math.max(0, value));
  return { x: inside(x, width), y: inside(y, height), zoom };
}
