/** What one subject came to: the median of several repetitions, and the least and the most of them. */
export interface Figure {
  readonly subject: string;
  readonly unit: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What must hold, as a number that is to stay below its limit, or above it; `value` is `null` where the peer is missing. */
export interface Bar {
  readonly what: string;
  readonly value: number | null;
  readonly limit: number;
  readonly is: 'at-most' | 'at-least';
  /** Said where it does not hold: what is known of why. */
  readonly note?: string;
  /** Of each repetition, where there are several. */
  readonly least?: number;
  readonly most?: number;
}

export interface RowResult {
  readonly figures: readonly Figure[];
  readonly bars: readonly Bar[];
}

export interface RowOptions {
  readonly isQuick: boolean;
  readonly progress: (text: string) => void;
}

/** One thing that is measured, beside its floor or peers in the same run (PRF-1). */
export interface Row {
  readonly name: string;
  readonly what: string;
  run(options: RowOptions): Promise<RowResult>;
}

/** Whether a bar holds; `null`: nobody knows, for lack of the peer. */
export function holds({ value, limit, is }: Bar): boolean | null {
  if (value === null || Number.isNaN(value)) return null;
  return is === 'at-most' ? value <= limit : value >= limit;
}
