import { videoKey } from '@usher/protocol';
import { useEffect, useMemo, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useToast } from '../../parts/toasts.tsx';
import { useRoom } from '../../room/room-context.ts';
import { usePlayback, usePlayerState } from '../player-context.tsx';
import { changePlayerSettings, usePlayerSettings } from '../player-settings.ts';
import { choiceLike, trackChoice, type CaptionChoice } from './caption-choices.ts';
import { readCues, type Cue } from './read-cues.ts';
import { useItemCues } from './use-item-cues.ts';

/** The captions of one viewer (WEB-12). What they have chosen holds for every item that has it. */
export interface Captions {
  readonly choices: readonly CaptionChoice[];
  /** One of `choices`, by its id. */
  readonly chosen: string | null;
  /** What is said when, where the page knows; `null`: the player knows. */
  readonly cues: readonly Cue[] | null;
  readonly choose: (id: string | null) => void;
  /** Off, or back to what was chosen last, else the first there is. */
  readonly toggle: () => void;
  readonly openFile: (file: File) => Promise<void>;
}

/** A file of the viewer's own. It is for one item: another one says something else. */
interface OwnFile {
  readonly item: string;
  readonly name: string;
  readonly cues: readonly Cue[];
}

const ITEM = 'item';
const OWN = 'own';

export function useCaptions(): Captions {
  const words = useWords('player');
  const toast = useToast();
  const { player } = usePlayback();
  const { captionTracks } = usePlayerState();
  const { currentSource } = useRoom();
  const { hasCaptions, captions: wanted } = usePlayerSettings();
  const [file, setFile] = useState<OwnFile | null>(null);
  const item = currentSource === null ? '' : videoKey(currentSource);
  const subtitleUrl = currentSource?.subtitleUrl ?? null;
  const own = file?.item === item ? file : null;

  const choices = useMemo<readonly CaptionChoice[]>(
    () => [
      ...captionTracks.map(trackChoice),
      ...(subtitleUrl === null ? [] : [{ id: ITEM, label: words('captionsOfItem'), track: null }]),
      ...(own === null ? [] : [{ id: OWN, label: own.name, track: null }]),
    ],
    [captionTracks, subtitleUrl, own, words],
  );
  const choice = hasCaptions ? choiceLike(wanted, choices) : null;
  const chosen = choice?.id ?? null;
  const track = choice?.track ?? null;
  useEffect(() => player.chooseCaptions(track), [player, track]);
  const ofItem = useItemCues(chosen === ITEM ? subtitleUrl : null);

  return useMemo(
    () => ({
      choices,
      chosen,
      cues: chosen === OWN ? (own?.cues ?? []) : chosen === ITEM ? ofItem : null,
      choose,
      toggle() {
        if (chosen !== null) return choose(null);
        const again = choiceLike(wanted, choices) ?? choices[0];
        if (again !== undefined) choose(again.id);
      },
      async openFile(opened) {
        const cues = readCues(await opened.text());
        if (cues.length === 0) return toast(words('captionsUnreadable'), { kind: 'error' });
        setFile({ item, name: opened.name, cues });
        choose(OWN);
      },
    }),
    [choices, chosen, wanted, own, ofItem, item, toast, words],
  );
}

function choose(id: string | null): void {
  changePlayerSettings(id === null ? { hasCaptions: false } : { hasCaptions: true, captions: id });
}
