import type { MapStore } from '../feed/map-store.ts';
import type { ViewKind } from '../model/layout.ts';
import type { Direction, Selection } from '../model/selection.ts';
import type { PictureWords } from './frame.ts';
import { LaidOut } from './laid-out.ts';
import { paint } from './paint.ts';
import { Pointing } from './pointing.ts';
import { Pulses } from './pulses.ts';
import { Scene } from './scene.ts';
import { Surface } from './surface.ts';
import { Viewpoint } from './viewpoint.ts';

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
  readonly #surface: Surface;
  readonly #select: PictureOptions['select'];
  readonly #viewpoint = new Viewpoint();
  readonly #laidOut: LaidOut;
  readonly #pointing: Pointing;
  readonly #scene = new Scene();
  readonly #pulses = new Pulses(Math.random);
  readonly #stopFigures: () => void;
  #words: PictureWords;
  #isStale = true;
  #mustSettle = true;
  #lastFrameAt = 0;
  #frame = 0;

  constructor({ canvas, store, words, select }: PictureOptions) {
    this.#surface = new Surface(canvas);
    this.#words = words;
    this.#select = select;
    this.#laidOut = new LaidOut(store, this.#viewpoint.size);
    this.#pointing = new Pointing(this.#laidOut, this.#viewpoint);
    this.#arrange();
    this.#stopFigures = store.onFigures((balancer, figures) => {
      for (const [room, [fromClients, toClients]] of Object.entries(figures.rooms))
        this.#scene.warm(room, fromClients + toClients);
      if (this.#scene.hasMotion && !document.hidden) this.#pulses.add(balancer, figures);
    });
    this.#frame = requestAnimationFrame((now) => this.#draw(now));
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#stopFigures();
  }

  setWords(words: PictureWords): void {
    this.#words = words;
    this.#isStale = true;
  }

  setKind(kind: ViewKind): void {
    if (kind === this.#laidOut.kind) return;
    this.#laidOut.kind = kind;
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
    this.#surface.recolour();
    this.#isStale = true;
  }

  resize(width: number, height: number): void {
    const size = { width: Math.max(1, width), height: Math.max(1, height) };
    this.#viewpoint.resize(size);
    this.#surface.resize(size);
    this.#mustSettle = true;
    this.#relayOut();
    this.#paint();
  }

  setSelected(selected: Selection | null, isGoneTo: boolean): void {
    this.#pointing.selected = selected;
    this.#isStale = true;
    const disc = this.#pointing.discOfSelected();
    if (disc && isGoneTo) this.#viewpoint.showDisc(disc);
  }

  selectNext(direction: Direction): void {
    const next = this.#pointing.next(direction);
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
    return this.#pointing.at(x, y);
  }

  hover(selection: Selection | null): void {
    if (this.#pointing.hover(selection)) this.#isStale = true;
  }

  #relayOut(): void {
    this.#laidOut.renew(this.#lastFrameAt, this.#viewpoint.size);
    this.#arrange();
  }

  #arrange(): void {
    const { shown, layout } = this.#laidOut;
    this.#scene.update(shown.view, layout, this.#mustSettle);
    this.#mustSettle = shown.view.balancers.length === 0;
    this.#isStale = true;
  }

  #draw(now: number): void {
    this.#frame = requestAnimationFrame((next) => this.#draw(next));
    const ms = Math.min(FRAME_MS_MAX, now - this.#lastFrameAt);
    this.#lastFrameAt = now;
    if (this.#laidOut.isDue(now)) this.#relayOut();
    const moves = this.#scene.step(ms);
    const flows = this.#pulses.step(ms);
    const pans = this.#viewpoint.step(ms);
    if (moves || flows || pans || this.#isStale) this.#paint();
  }

  #paint(): void {
    this.#isStale = false;
    const { shown, layout } = this.#laidOut;
    paint({
      context: this.#surface.context,
      size: this.#viewpoint.size,
      ratio: this.#surface.ratio,
      camera: this.#viewpoint.camera,
      palette: this.#surface.palette,
      view: shown.view,
      layout,
      scene: this.#scene,
      pulses: this.#pulses.all,
      waitsOf: shown.waitsOf,
      selected: this.#pointing.selectedInPicture(),
      hovered: this.#pointing.hovered,
      words: this.#words,
    });
  }
}
