interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A canvas that notes which circles have an edge, and what is written; for tests. */
export class Drawing {
  readonly edged: Circle[] = [];
  readonly written: string[] = [];
  readonly context: CanvasRenderingContext2D;
  #path: Circle[] = [];

  constructor() {
    const noted: Readonly<Record<string, (...args: never[]) => void>> = {
      beginPath: () => (this.#path = []),
      arc: (x: number, y: number, radius: number) => void this.#path.push({ x, y, radius }),
      stroke: () => void this.edged.push(...this.#path),
      fillText: (text: string) => void this.written.push(text),
    };
    const others = new Map<PropertyKey, unknown>();
    this.context = new Proxy({} as CanvasRenderingContext2D, {
      get: (_, name) => noted[String(name)] ?? others.get(name) ?? (() => {}),
      set: (_, name, value) => others.set(name, value) !== null,
    });
  }
}
