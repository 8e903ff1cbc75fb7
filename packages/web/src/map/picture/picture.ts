import type { MapStore } from '../feed/map-store.ts';
import { layOut, type Layout, type ViewKind } from '../model/layout.ts';
import { placeRooms, type RoomPlaces } from '../model/room-places.ts';
import { discOf, hit, neighbour, roomOfClient, type Direction, type Selection } from '../model/selection.ts';
import type { SiteView } from '../model/site-view.ts';
import type { PictureWords } from './frame.ts';
import { paint } from './paint.ts';
import { readPalette, type Palette } from './palette.ts';
import { Pulses } from './pulses.ts';
import { Scene } from './scene.ts';
import { Viewpoint } from './viewpoint.ts';

/** The layout follows what happens so often; in between, things move. */
const LAYOUT_MS = 100;
/** A frame never makes up for more than this. */
const FRAME_MS_MAX = 64;

export interface PictureOptions {
  readonly canvas: HTMLCanvasElement;
  readonly store: MapStore;
  readonly words: PictureWords;
  readonly select: (selection: Selection | null) => void;
}

/** The living picture: draws while something moves, and rests while nothing does. */
export class Picture {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #store: MapStore;
  readonly #select: PictureOptions['select'];
  readonly #scene = new Scene();
  readonly #pulses = new Pulses(Math.random);
  readonly #stops: (() => void)[] = [];
  #words: PictureWords;
  #palette: Palette;
  #kind: ViewKind = 'topology';
  #places: RoomPlaces = new Map();
  #laidOut: {
    readonly version: number;
    readonly at: number;
    readonly view: SiteView;
    readonly layout: Layout;
  };
  readonly #viewpoint = new Viewpoint();
  #selected: Selection | null = null;
  #hovered: Selection | null = null;
  #isStale = true;
  #mustSettle = true;
  #lastFrameAt = 0;
  #frame = 0;

  constructor({ canvas, store, words, select }: PictureOptions) {
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('this browser has no canvas');
    this.#canvas = canvas;
    this.#context = context;
    this.#store = store;
    this.#words = words;
    this.#select = select;
    this.#palette = readPalette(canvas.parentElement ?? document.body);
    this.#laidOut = this.#layOut(0);
    this.#stops.push(
      store.onFigures((balancer, figures) => {
        for (const [room, [fromClients, toClients]] of Object.entries(figures.rooms))
          this.#scene.warm(room, fromClients + toClients);
        if (this.#scene.hasMotion && !document.hidden) this.#pulses.add(balancer, figures);
      }),
    );
    this.#frame = requestAnimationFrame((now) => this.#draw(now));
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stops) stop();
  }

  setWords(words: PictureWords): void {
    this.#words = words;
    this.#isStale = true;
  }

  setKind(kind: ViewKind): void {
    if (kind === this.#kind) return;
    this.#kind = kind;
    this.#viewpoint.showAll();
    this.#relayOut();
  }

  /** Without it states change at once. */
  setMotion(hasMotion: boolean): void {
    this.#scene.hasMotion = this.#viewpoint.hasMotion = hasMotion;
    if (hasMotion) return;
    this.#pulses.clear();
    this.#mustSettle = true;
    this.#relayOut();
  }

  /** The theme has changed. */
  recolour(): void {
    this.#palette = readPalette(this.#canvas.parentElement ?? document.body);
    this.#isStale = true;
  }

  resize(width: number, height: number): void {
    this.#viewpoint.resize({ width: Math.max(1, width), height: Math.max(1, height) });
    this.#canvas.width = Math.round(Math.max(1, width) * devicePixelRatio);
    this.#canvas.height = Math.round(Math.max(1, height) * devicePixelRatio);
    this.#mustSettle = true;
    this.#relayOut();
    this.#paint(); // a canvas of another size is empty until it is painted
  }

  setSelected(selected: Selection | null, isGoneTo: boolean): void {
    this.#selected = selected;
    this.#isStale = true;
    const disc = selected && discOf(selected, this.#laidOut.layout, this.#store.models());
    if (disc && isGoneTo) this.#viewpoint.showDisc(disc);
  }

  /** From the selection on, as an arrow key says. */
  selectNext(direction: Direction): void {
    const { layout } = this.#laidOut;
    const from = this.#selected && discOf(this.#selected, layout, this.#store.models());
    const next = neighbour(from, direction, layout);
    if (next !== null) this.#select(next);
  }

  zoom(...args: Parameters<Viewpoint['zoom']>): void {
    this.#viewpoint.zoom(...args);
    this.#isStale = true;
  }

  showAll(): void {
    this.#viewpoint.showAll();
    this.#isStale = true;
  }

  drag(dx: number, dy: number): void {
    this.#viewpoint.drag(dx, dy);
    this.#isStale = true;
  }

  at(x: number, y: number): Selection | null {
    const { zoom, x: left, y: top } = this.#viewpoint.camera;
    return hit(left + x / zoom, top + y / zoom, this.#laidOut.layout, 3 / zoom);
  }

  hover(selection: Selection | null): void {
    if (selection?.id === this.#hovered?.id) return;
    this.#hovered = selection;
    this.#isStale = true;
  }

  #relayOut(): void {
    this.#laidOut = this.#layOut(this.#lastFrameAt);
    this.#isStale = true;
  }

  #layOut(at: number) {
    const { view } = this.#store.latest();
    this.#places = placeRooms(this.#places, view);
    const layout = layOut(this.#kind, view, this.#places, { x: 0, y: 0, ...this.#viewpoint.size });
    this.#scene.update(view, layout, this.#mustSettle);
    this.#mustSettle = view.balancers.length === 0;
    return { version: this.#store.version, at, view, layout };
  }

  #draw(now: number): void {
    this.#frame = requestAnimationFrame((next) => this.#draw(next));
    const ms = Math.min(FRAME_MS_MAX, now - this.#lastFrameAt);
    this.#lastFrameAt = now;
    const { version, at } = this.#laidOut;
    if (version !== this.#store.version && now - at >= LAYOUT_MS) this.#relayOut();
    const moves = this.#scene.step(ms);
    const flows = this.#pulses.step(ms);
    const pans = this.#viewpoint.step(ms);
    if (!moves && !flows && !pans && !this.#isStale) return;
    this.#paint();
  }

  #paint(): void {
    this.#isStale = false;
    const { view, layout } = this.#laidOut;
    paint({
      context: this.#context,
      size: this.#viewpoint.size,
      ratio: devicePixelRatio,
      camera: this.#viewpoint.camera,
      palette: this.#palette,
      view,
      layout,
      scene: this.#scene,
      pulses: this.#pulses.all,
      waitsOf: (room) => this.#store.waitsOf(room),
      figuresOf: (monolith) => this.#store.figuresOf(monolith),
      selected: this.#selectedInPicture(),
      hovered: this.#hovered,
      words: this.#words,
    });
  }

  /** A client is shown as its room. */
  #selectedInPicture(): Selection | null {
    const selected = this.#selected;
    if (selected?.kind !== 'client') return selected;
    const room = roomOfClient(selected.id, this.#store.models());
    return room === null ? null : { kind: 'room', id: room };
  }
}
