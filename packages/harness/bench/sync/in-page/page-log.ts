/** What a page notes of its player, for the benchmark to fetch: `globalThis.pageLog`. Times are ms of the page's true clock. */
export interface PageLog {
  readonly samples: Sample[];
  /** When seeks began. */
  readonly seeksAt: number[];
  /** When the room answered. */
  joinedAt: number | null;
  /** The page's clock as it is, whatever the page is made to believe. */
  readonly now: () => number;
}

export interface Sample {
  readonly at: number;
  /** Seconds. */
  readonly position: number;
}
