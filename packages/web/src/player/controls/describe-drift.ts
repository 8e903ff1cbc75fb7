interface DriftWords {
  readonly key: 'syncUnknown' | 'inSync' | 'behind' | 'ahead';
  /** ms if in sync, else seconds. */
  readonly value: number;
  readonly isFine: boolean;
}

/** Less than this nobody sees or hears. */
const IN_SYNC_S = 0.05;

/** How to say that a player is so many seconds behind the room (WEB-7). */
export function describeDrift(drift: number | null): DriftWords {
  if (drift === null) return { key: 'syncUnknown', value: 0, isFine: true };
  const size = Math.abs(drift);
  if (size < IN_SYNC_S) return { key: 'inSync', value: Math.ceil(size * 1000), isFine: true };
  return {
    key: drift > 0 ? 'behind' : 'ahead',
    value: Math.max(0.1, Math.round(size * 10) / 10),
    isFine: false,
  };
}
