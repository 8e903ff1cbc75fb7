import type { ClientRecord } from '../crowd/client-record.ts';

/** When those who lost their sockets at `origin` made their first attempt to come back. */
export function firstAttempts(records: readonly ClientRecord[], origin: string): number[] {
  return records.flatMap(({ closes, attempts }) => {
    const lost = closes.find((close) => close.origin === origin);
    const first = lost && attempts.find((at) => at >= lost.at);
    return first === undefined ? [] : [first];
  });
}

/** The shortest time within which so many of them came, ms; `null`: there were not so many. */
export function shortestSpanMs(times: readonly number[], count: number): number | null {
  const sorted = times.toSorted((a, b) => a - b);
  const spans = sorted.slice(count - 1).map((last, index) => last - (sorted[index] ?? NaN));
  return spans.length === 0 ? null : Math.min(...spans);
}
