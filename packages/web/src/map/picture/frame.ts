import type { Layout } from '../model/layout.ts';
import type { Selection } from '../model/selection.ts';
import type { SiteView } from '../model/site-view.ts';
import type { Camera, Size } from './camera.ts';
import type { Palette } from './palette.ts';
import type { Pulse } from './pulses.ts';
import type { Body, Scene } from './scene.ts';

/** The words that the picture itself has. */
export interface PictureWords {
  readonly counts: (rooms: number, clients: number) => string;
  readonly clients: (count: number) => string;
  readonly waiting: (count: number) => string;
  readonly draining: string;
  readonly lost: string;
  readonly congested: string;
  readonly homeless: string;
}

/** All that one moment of the picture is drawn from. */
export interface Frame {
  readonly context: CanvasRenderingContext2D;
  readonly size: Size;
  /** Pixels of the screen per pixel of the page. */
  readonly ratio: number;
  readonly camera: Camera;
  readonly palette: Palette;
  readonly view: SiteView;
  readonly layout: Layout;
  readonly scene: Scene;
  readonly pulses: readonly Pulse[];
  /** Each room's clients one by one: whether they wait. */
  readonly waitsOf: (room: string) => readonly boolean[];
  readonly selected: Selection | null;
  readonly hovered: Selection | null;
  readonly words: PictureWords;
}

const TURN = Math.PI * 2;

export function addCircle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, TURN);
}

/** Whether any of it is in the picture. */
export function isSeen({ camera, size }: Frame, { x, y, radius }: Pick<Body, 'x' | 'y' | 'radius'>): boolean {
  const [left, top] = [(x - camera.x) * camera.zoom, (y - camera.y) * camera.zoom];
  const reach = radius * camera.zoom;
  return left > -reach && top > -reach && left < size.width + reach && top < size.height + reach;
}
