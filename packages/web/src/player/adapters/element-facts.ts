import type { Problem } from './media-player.ts';

/**
 * What a `<video>` means by its error. To the HTML standard a file that is gone, a host that there is not and a format that is not known are
 * one: "source not supported". Nor can the page ask the host: without CORS every answer looks the same.
 */
export function problemOf({ code }: MediaError): Problem {
  if (code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED) return 'unplayable';
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
