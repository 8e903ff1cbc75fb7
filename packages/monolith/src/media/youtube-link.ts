/** What a link to YouTube names. */
export interface YoutubeLink {
  readonly video: string | null;
  readonly list: string | null;
  /** Seconds. */
  readonly startAt: number | null;
}

/** Reads every form of link that YouTube hands out; `null`: the link is not YouTube's. */
export function readYoutubeLink({ hostname, pathname, searchParams }: URL): YoutubeLink | null {
  const host = hostname.replace(/^(www|m|music)\./, '');
  const [first = '', second = ''] = pathname.split('/').filter((part) => part !== '');
  const rest = { list: searchParams.get('list'), startAt: startOf(searchParams) };
  if (host === 'youtu.be') return { video: first === '' ? null : first, ...rest };
  if (host !== 'youtube.com' && host !== 'youtube-nocookie.com') return null;
  const inPath =
    ['shorts', 'live', 'embed', 'v'].includes(first) && second !== 'videoseries' && second !== '';
  return { video: inPath ? second : searchParams.get('v'), ...rest };
}

/** `t=90`, `t=90s`, `t=1h2m3s`, `start=90` */
function startOf(parameters: URLSearchParams): number | null {
  const text = parameters.get('t') ?? parameters.get('start') ?? '';
  const [matched, hours, minutes, seconds] =
    /^(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s?)?$/.exec(text) ?? [];
  if (!matched) return null;
  return 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0) + Number(seconds ?? 0);
}
