/** What a room offers; the server takes anything from the first to the last (MSG-16). */
export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3, 4] as const;

/** The next faster (1) or slower (−1) one up to `max`; `null` where there is none. */
export function nextSpeed(speed: number, steps: 1 | -1, max: number): number | null {
  if (steps > 0) return SPEEDS.find((choice) => choice > speed && choice <= max) ?? null;
  return SPEEDS.findLast((choice) => choice < speed) ?? null;
}
