import type { Problem } from './media-player.ts';

/** What a `<video>` means by its error. */
export function problemOf({ code }: MediaError): Problem {
  return code === MediaError.MEDIA_ERR_NETWORK ? 'unavailable' : 'unsupported';
}

/** How far it has loaded from where it is, seconds. */
export function bufferedTo({ buffered, currentTime }: HTMLVideoElement): number {
  for (let n = 0; n < buffered.length; n++) {
    if (buffered.start(n) <= currentTime + 0.5 && buffered.end(n) >= currentTime) return buffered.end(n);
  }
  return 0;
}

/** Safari's audio has gaps when the rate changes (WEB-3). */
export function cracklesAtRateChanges(): boolean {
  return /^((?!chrome|chromium|android).)*safari/i.test(navigator.userAgent);
}
