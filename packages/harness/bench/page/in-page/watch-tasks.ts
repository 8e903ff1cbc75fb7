/** What a page notes of its own main thread: `globalThis.pageTasks`. Times are ms. */
export interface PageTasks {
  /** Tasks of more than 50 ms, which the page could not be used during. */
  long: { readonly at: number; readonly ms: number }[];
  /** From one frame to the next, while they are counted. */
  frames: number[];
  countsFrames: boolean;
  /** Waits for a press of a key or button, and then until `isDone`. */
  expect(isDone: () => boolean): void;
  /** The time from that press to the picture that shows its effect. */
  effect: Promise<number>;
}

interface PageGlobals {
  readonly document: {
    addEventListener(name: string, listener: (event: Event) => void, isCapture: boolean): void;
  };
  readonly PerformanceObserver: new (
    listener: (list: { getEntries(): { startTime: number; duration: number }[] }) => void,
  ) => { observe(options: { type: 'longtask' }): void };
  requestAnimationFrame(run: (now: number) => void): void;
  pageTasks: PageTasks;
}

/** Runs in the page, before its scripts. */
export function watchTasks(): void {
  const page = globalThis as unknown as PageGlobals;
  let pressedAt = NaN;
  for (const name of ['keydown', 'pointerdown'])
    page.document.addEventListener(name, (event) => (pressedAt = event.timeStamp), true);

  const tasks: PageTasks = {
    long: [],
    frames: [],
    countsFrames: false,
    effect: Promise.resolve(NaN),
    expect(isDone) {
      pressedAt = NaN;
      const { promise, resolve } = Promise.withResolvers<number>();
      const look = () => {
        if (!Number.isNaN(pressedAt) && isDone()) resolve(performance.now() - pressedAt);
        else page.requestAnimationFrame(look);
      };
      page.requestAnimationFrame(look);
      tasks.effect = promise;
    },
  };
  page.pageTasks = tasks;
  new page.PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.long.push({ at: startTime, ms: duration });
  }).observe({ type: 'longtask' });

  let last = NaN;
  const frame = (now: number) => {
    if (tasks.countsFrames && !Number.isNaN(last)) tasks.frames.push(now - last);
    last = tasks.countsFrames ? now : NaN;
    page.requestAnimationFrame(frame);
  };
  page.requestAnimationFrame(frame);
}
