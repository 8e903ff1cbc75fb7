import type { Size } from './camera.ts';
import { readPalette, type Palette } from './palette.ts';

/** What the picture is drawn on, and with which colours. */
export class Surface {
  readonly context: CanvasRenderingContext2D;
  readonly #canvas: HTMLCanvasElement;
  #palette: Palette;
  #ratio = devicePixelRatio;

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('this browser has no canvas');
    this.context = context;
    this.#canvas = canvas;
    this.#palette = this.#readPalette();
  }

  get palette(): Palette {
    return this.#palette;
  }

  /** Pixels of the screen per pixel of the page, as of the last resize. */
  get ratio(): number {
    return this.#ratio;
  }

  /** The theme has changed. */
  recolour(): void {
    this.#palette = this.#readPalette();
  }

  /** It is empty then, until it is painted. */
  resize({ width, height }: Size): void {
    this.#ratio = devicePixelRatio;
    this.#canvas.width = Math.round(width * this.#ratio);
    this.#canvas.height = Math.round(height * this.#ratio);
  }

  #readPalette(): Palette {
    return readPalette(this.#canvas.parentElement ?? document.body);
  }
}
