import type { ClientRecord } from '../crowd/client-record.ts';

/** From when a client waits, and until when. Times are of the machine's clock, ms. */
export type Timing =
  /** From the fault until the room's state comes, whoever it comes to. */
  | { readonly from: 'fault'; readonly at: number }
  /** From the end of the fault, likewise. */
  | { readonly from: 'mending'; readonly at: number }
  /** From the first word that somebody did not get to hear until the room's state comes: a planned move has no moment of its own. */
  | { readonly from: 'first-unheard' }
  /** From the end of its socket until the room's state comes through another. */
  | { readonly from: 'close' }
  /** From the return of what all have waited for until somebody is heard again. */
  | { readonly from: 'return'; readonly at: number }
  /** Nobody is to wait at all: the longest that somebody heard nobody, from the fault until all is well again. */
  | { readonly from: 'throughout'; readonly at: number; readonly until: number };

/** How long a client has waited to be served again; nothing: the fault has not touched it. */
export function waitsOf(record: ClientRecord, timing: Timing): number[] {
  const { served, closes, silences } = record;
  switch (timing.from) {
    case 'fault':
    case 'mending': {
      const last = served.at(-1);
      return last === undefined || last.at < timing.at ? [] : [last.at - timing.at];
    }
    case 'first-unheard':
      return served.map(({ at, unheardSince }) => at - unheardSince);
    case 'close':
      return closes.flatMap((close) => {
        const next = served.find(({ at }) => at >= close.at);
        return next === undefined ? [] : [next.at - close.at];
      });
    case 'return':
      return silences
        .filter(({ from, to }) => from < timing.at && to > timing.at)
        .map(({ to }) => to - timing.at);
    case 'throughout':
      return [
        Math.max(
          0,
          ...silences
            .filter(({ from, to }) => from < timing.until && to > timing.at)
            .map(({ from, to }) => to - from),
        ),
      ];
    default:
      return timing satisfies never;
  }
}
