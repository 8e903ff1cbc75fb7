import { useEffect, useMemo, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useToast } from '../../parts/toasts.tsx';
import { useRoom } from '../../room/room-context.ts';
import type { CaptionTrack } from '../adapters/media-player.ts';
import { usePlayback, usePlayerState } from '../player-context.tsx';
import { readCues, type Cue } from './read-cues.ts';
import { fetchSubtitles } from './fetch-subtitles.ts';

/** The captions of one viewer (WEB-12). */
export interface Captions {
  readonly choices: readonly CaptionTrack[];
  /** One of `choices`, by its id. */
  readonly chosen: string | null;
  /** What is said when, where the page knows; `null`: the player knows. */
  readonly cues: readonly Cue[] | null;
  readonly choose: (id: string | null) => void;
  readonly openFile: (file: File) => Promise<void>;
}

const ITEM = 'item';
const OWN = 'own';
const TRACK = 'track:';

export function useCaptions(): Captions {
  const words = useWords('player');
  const toast = useToast();
  const { player } = usePlayback();
  const { captionTracks } = usePlayerState();
  const { currentSource } = useRoom();
  const subtitleUrl = currentSource?.subtitleUrl ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const [own, setOwn] = useState<{ readonly name: string; readonly cues: readonly Cue[] } | null>(null);
  const [ofItem, setOfItem] = useState<readonly Cue[]>([]);

  // Another item says something else.
  useEffect(() => {
    setChosen(null);
    setOwn(null);
  }, [player]);

  const track = chosen?.startsWith(TRACK) === true ? chosen.slice(TRACK.length) : null;
  useEffect(() => player.chooseCaptions(track), [player, track]);

  const wanted = chosen === ITEM ? subtitleUrl : null;
  useEffect(() => {
    setOfItem([]);
    if (wanted === null) return;
    const loading = new AbortController();
    fetchSubtitles(wanted, loading.signal).then(
      (text) => setOfItem(readCues(text)),
      () => {
        if (!loading.signal.aborted) toast(words('captionsUnavailable'), { kind: 'error' });
      },
    );
    return () => loading.abort();
  }, [wanted, toast, words]);

  return useMemo(() => {
    const choices = [
      ...captionTracks.map(({ id, label }) => ({ id: TRACK + id, label })),
      ...(subtitleUrl === null ? [] : [{ id: ITEM, label: words('captionsOfItem') }]),
      ...(own === null ? [] : [{ id: OWN, label: own.name }]),
    ];
    return {
      choices,
      chosen,
      cues: chosen === OWN ? (own?.cues ?? []) : chosen === ITEM ? ofItem : null,
      choose: setChosen,
      async openFile(file) {
        const cues = readCues(await file.text());
        if (cues.length === 0) return toast(words('captionsUnreadable'), { kind: 'error' });
        setOwn({ name: file.name, cues });
        setChosen(OWN);
      },
    };
  }, [captionTracks, subtitleUrl, own, ofItem, chosen, toast, words]);
}
