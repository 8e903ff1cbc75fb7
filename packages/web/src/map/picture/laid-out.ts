import type { MapStore } from '../feed/map-store.ts';
import { layOut, type Layout, type ViewKind } from '../model/layout.ts';
import { placeRooms, type RoomPlaces } from '../model/room-places.ts';
import type { MapSnapshot } from '../model/snapshot.ts';
import type { Size } from './camera.ts';

/** The layout follows what happens so often; in between, things move. */
const LAYOUT_MS = 100;

/** What the picture shows, and where: of one moment, until it is renewed. */
export class LaidOut {
  readonly #store: Pick<MapStore, 'version' | 'latest'>;
  #places: RoomPlaces = new Map();
  #current: {
    readonly version: number;
    readonly at: number;
    readonly shown: MapSnapshot;
    readonly layout: Layout;
  };
  kind: ViewKind = 'topology';

  constructor(store: Pick<MapStore, 'version' | 'latest'>, size: Size) {
    this.#store = store;
    this.#current = this.#layOut(0, size);
  }

  get shown(): MapSnapshot {
    return this.#current.shown;
  }

  get layout(): Layout {
    return this.#current.layout;
  }

  /** Something has happened since, and it was not just before. */
  isDue(now: number): boolean {
    const { version, at } = this.#current;
    return version !== this.#store.version && now - at >= LAYOUT_MS;
  }

  renew(now: number, size: Size): void {
    this.#current = this.#layOut(now, size);
  }

  #layOut(at: number, size: Size) {
    const shown = this.#store.latest();
    this.#places = placeRooms(this.#places, shown.view);
    const layout = layOut(this.kind, shown.view, this.#places, { x: 0, y: 0, ...size });
    return { version: this.#store.version, at, shown, layout };
  }
}
