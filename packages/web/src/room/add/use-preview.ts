import type { LinkPreview } from '@usher/client';
import { useEffect, useEffectEvent, useState } from 'react';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { callSite } from '../../session.ts';

/** What is known of a link that somebody is about to add. */
export type Preview =
  | { readonly state: 'none' }
  | { readonly state: 'looking' }
  | ({ readonly state: 'found' } & LinkPreview)
  | { readonly state: 'refused'; readonly text: string };

/** People write faster than a site should be asked. */
const QUIET_MS = 350;

const NONE: Preview = { state: 'none' };
const LOOKING: Preview = { state: 'looking' };

/** Asks the site what `link` leads to, once it has been the same for a moment (WEB-11). */
export function usePreview(room: string, link: string | null): Preview {
  const errorText = useErrorText();
  const [answer, setAnswer] = useState<{ readonly link: string; readonly preview: Preview } | null>(null);

  const ask = useEffectEvent(async (asked: string, signal: AbortSignal) => {
    const preview = await callSite((api, token) => api.room(token, room).previewLink(asked, signal)).then(
      (found): Preview => ({ state: 'found', ...found }),
      (error: unknown): Preview => ({ state: 'refused', text: errorText(error) }),
    );
    if (!signal.aborted) setAnswer({ link: asked, preview });
  });

  useEffect(() => {
    if (link === null) return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      void ask(link, asking.signal);
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [link]);

  if (link === null) return NONE;
  return answer?.link === link ? answer.preview : LOOKING;
}
