/** Runs in the page: from now on its clocks, of the wall and of performance, are wrong by so much. */
export function wrongClock(errorMs: number): void {
  const now = performance.now.bind(performance);
  performance.now = () => now() + errorMs;
  const TrueDate = Date;
  globalThis.Date = class extends TrueDate {
    constructor(...parts: ConstructorParameters<typeof Date> | []) {
      if (parts.length === 0) super(TrueDate.now() + errorMs);
      else super(...parts);
    }

    static override now(): number {
      return TrueDate.now() + errorMs;
    }
  } as DateConstructor;
}
