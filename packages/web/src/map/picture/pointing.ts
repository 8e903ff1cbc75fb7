import type { Disc } from '../model/geometry.ts';
import { discOf, hit, neighbour, roomOfClient, type Direction, type Selection } from '../model/selection.ts';
import type { LaidOut } from './laid-out.ts';
import type { Viewpoint } from './viewpoint.ts';

/** How near the pointer must be, in pixels. */
const TOLERANCE = 3;

/** What is looked at, and what the pointer is on. */
export class Pointing {
  readonly #laidOut: Pick<LaidOut, 'shown' | 'layout'>;
  readonly #viewpoint: Pick<Viewpoint, 'camera'>;
  selected: Selection | null = null;
  hovered: Selection | null = null;

  constructor(laidOut: Pick<LaidOut, 'shown' | 'layout'>, viewpoint: Pick<Viewpoint, 'camera'>) {
    this.#laidOut = laidOut;
    this.#viewpoint = viewpoint;
  }

  /** What is at a point of the picture, in pixels. */
  at(x: number, y: number): Selection | null {
    const { zoom, x: left, y: top } = this.#viewpoint.camera;
    return hit(left + x / zoom, top + y / zoom, this.#laidOut.layout, TOLERANCE / zoom);
  }

  /** `false` when the pointer was there already. */
  hover(selection: Selection | null): boolean {
    if (selection?.kind === this.hovered?.kind && selection?.id === this.hovered?.id) return false;
    this.hovered = selection;
    return true;
  }

  discOfSelected(): Disc | null {
    const { layout, shown } = this.#laidOut;
    return this.selected && discOf(this.selected, layout, shown.models);
  }

  /** What lies next to the selection, as an arrow key says. */
  next(direction: Direction): Selection | null {
    return neighbour(this.discOfSelected(), direction, this.#laidOut.layout);
  }

  /** A client is shown as its room. */
  selectedInPicture(): Selection | null {
    if (this.selected?.kind !== 'client') return this.selected;
    const room = roomOfClient(this.selected.id, this.#laidOut.shown.models);
    return room === null ? null : { kind: 'room', id: room };
  }
}
