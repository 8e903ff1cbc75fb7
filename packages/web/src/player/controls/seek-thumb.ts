/** Where the thumb of the seek slider is. */
export type SeekThumb =
  /** It goes with playback. */
  | { readonly state: 'free' }
  /** Somebody holds it there, seconds. */
  | { readonly state: 'held'; readonly at: number }
  /** It was let go there, and stays until playback has followed. */
  | { readonly state: 'let-go'; readonly at: number; readonly since: number };

export const FREE: SeekThumb = { state: 'free' };

/** So near (s) playback has followed: it goes on meanwhile. */
const NEAR_S = 1;
/** ms. Where playback has not followed by then it is not going to: the seek was refused, or another one came after it. */
const FOLLOWS_WITHIN_MS = 1_000;

/** The thumb while playback is at `position`, in seconds. */
export function followPlayback(thumb: SeekThumb, position: number, now: number): SeekThumb {
  if (thumb.state !== 'let-go') return thumb;
  const isThere = Math.abs(position - thumb.at) < NEAR_S || now - thumb.since >= FOLLOWS_WITHIN_MS;
  return isThere ? FREE : thumb;
}

/** The thumb when the hand has left it. */
export function letGo(thumb: SeekThumb, now: number): SeekThumb {
  return thumb.state === 'held' ? { state: 'let-go', at: thumb.at, since: now } : thumb;
}
