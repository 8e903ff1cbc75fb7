import { LIMITS, type Video } from '@usher/protocol';
import { cut } from '../core/room/item.ts';

const TITLE_LENGTH_MAX = 300;
const URL_LENGTH_MAX = 2048;
const URLS = ['thumbnail', 'hls_url', 'dash_url', 'src_url', 'subtitleUrl'] as const;

/** A video as everyone may get it: sites say strange things, and what they call a link goes into people's pages. */
export function tidyVideo(video: Video): Video {
  const tidy: { -readonly [Key in keyof Video]: Video[Key] } = { ...video };
  if (tidy.title !== undefined) tidy.title = cut(tidy.title, TITLE_LENGTH_MAX);
  if (tidy.description !== undefined) tidy.description = cut(tidy.description, LIMITS.itemDescriptionMax);
  for (const key of URLS) if (!isWebUrl(tidy[key])) delete tidy[key];
  return tidy;
}

function isWebUrl(text: string | undefined): boolean {
  return (
    text !== undefined && text.length <= URL_LENGTH_MAX && /^https?:$/.test(URL.parse(text)?.protocol ?? '')
  );
}
