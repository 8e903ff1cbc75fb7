import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useToast } from '../../parts/toasts.tsx';
import { fetchSubtitles } from './fetch-subtitles.ts';
import { readCues, type Cue } from './read-cues.ts';

/** What the subtitles at `url` say, as soon as they are loaded; `null` wants none. */
export function useItemCues(url: string | null): readonly Cue[] {
  const words = useWords('player');
  const toast = useToast();
  const [cues, setCues] = useState<readonly Cue[]>([]);
  useEffect(() => {
    setCues([]);
    if (url === null) return;
    const loading = new AbortController();
    fetchSubtitles(url, loading.signal).then(
      (text) => setCues(readCues(text)),
      () => {
        if (!loading.signal.aborted) toast(words('captionsUnavailable'), { kind: 'error' });
      },
    );
    return () => loading.abort();
  }, [url, toast, words]);
  return cues;
}
