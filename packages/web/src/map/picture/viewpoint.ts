import type { Disc } from '../model/geometry.ts';
import { between, closeUp, isNear, movedBy, WHOLE, zoomedAt, type Camera, type Size } from './camera.ts';

const CAMERA_MS = 140;

/** What of the map is seen, on its way to what shall be seen. */
export class Viewpoint {
  #camera: Camera = WHOLE;
  #goal: Camera = WHOLE;
  size: Size = { width: 1, height: 1 };
  hasMotion = true;

  get camera(): Camera {
    return this.#camera;
  }

  /** The whole map, in a picture of another size. */
  resize(size: Size): void {
    this.size = size;
    this.#camera = this.#goal = WHOLE;
  }

  showAll(): void {
    this.#goTo(WHOLE);
  }

  showDisc(disc: Disc): void {
    this.#goTo(closeUp(this.#camera, disc, this.size));
  }

  /** Around the middle, unless another point is said. */
  zoom(factor: number, at = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    this.#goTo(zoomedAt(this.#goal, at, factor, this.size));
  }

  drag(dx: number, dy: number): void {
    this.#camera = this.#goal = movedBy(this.#camera, dx, dy, this.size);
  }

  /** Goes on by `ms`; `false` when it is there. */
  step(ms: number): boolean {
    if (isNear(this.#camera, this.#goal)) {
      this.#camera = this.#goal;
      return false;
    }
    this.#camera = between(this.#camera, this.#goal, 1 - Math.exp(-ms / CAMERA_MS));
    return true;
  }

  #goTo(goal: Camera): void {
    this.#goal = goal;
    if (!this.hasMotion) this.#camera = goal;
  }
}
