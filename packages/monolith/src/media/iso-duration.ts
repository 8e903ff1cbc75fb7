const UNITS_SECONDS = [7 * 86_400, 86_400, 3600, 60, 1];

/** Seconds of an ISO 8601 duration such as `PT1H2M3.5S`; `null` for what is none, or has months, whose length nobody knows. */
export function readIsoDuration(text: string): number | null {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (match === null) return null;
  const amounts = match.slice(1).map((amount) => Number(amount ?? 0));
  return amounts.reduce((sum, amount, index) => sum + amount * (UNITS_SECONDS[index] ?? 0), 0);
}
