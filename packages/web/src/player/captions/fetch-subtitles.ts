import { belowBase } from '../../site-path.ts';

/** Hours of talk. What is longer is no subtitle file. */
const BYTES_MAX = 4 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

/** The text of a subtitle file of the site, or somewhere on the web. */
export async function fetchSubtitles(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(belowBase(url), {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  const length = Number(response.headers.get('content-length') ?? 0);
  if (!response.ok || length > BYTES_MAX) throw new Error(`no subtitles: ${response.status}`);
  return response.text();
}
