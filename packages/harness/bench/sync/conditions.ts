/** A network, and how well the players of a room on it are to be together (WEB-4), ms. */
export interface Condition {
  readonly name: string;
  readonly what: string;
  /** One way, for each viewer. */
  readonly delaysMs: readonly (readonly [least: number, most: number])[];
  readonly bars: { readonly p50: number; readonly p95: number; readonly max?: number };
}

/** How wrong the viewers' clocks are, in turn. */
export const CLOCK_ERRORS_MS = [-10_000, 10_000, 3_700, -430];

const everyone = (least: number, most: number) => CLOCK_ERRORS_MS.map(() => [least, most] as const);

export const CONDITIONS: readonly Condition[] = [
  {
    name: 'loopback',
    what: 'four viewers on loopback',
    delaysMs: everyone(0, 0),
    bars: { p50: 10, p95: 30 },
  },
  {
    name: 'delayed',
    what: 'four viewers, each message 100 ± 50 ms under way',
    delaysMs: everyone(50, 150),
    bars: { p50: 20, p95: 40, max: 100 },
  },
  {
    name: 'mixed',
    what: 'four viewers, each message anything from 0 to 300 ms under way',
    delaysMs: everyone(0, 300),
    bars: { p50: 20, p95: 50 },
  },
  {
    name: 'unlike',
    what: 'four viewers, one near the server and the others ever farther away, to 300 ms',
    delaysMs: [
      [0, 10],
      [40, 120],
      [120, 220],
      [200, 300],
    ],
    bars: { p50: 20, p95: 50 },
  },
];
