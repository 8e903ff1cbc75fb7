import { useEffect, useState } from 'react';
import { usePlayback } from '../player-context.tsx';
import { usePlayerSettings } from '../player-settings.ts';
import { linesAt } from './read-cues.ts';
import type { Captions } from './use-captions.ts';

const REFRESH_MS = 100;
const SIZES = { small: 'text-caption-small', medium: 'text-caption', large: 'text-caption-large' } as const;

/** What is being said, over the video; higher while the controls are there. */
export function CaptionLines({
  captions,
  isRaised,
}: {
  readonly captions: Captions;
  readonly isRaised: boolean;
}) {
  const lines = useLines(captions);
  const { captionSize } = usePlayerSettings();
  if (lines.length === 0) return null;
  return (
    <div
      data-testid="captions"
      className={`pointer-events-none absolute inset-x-4 flex flex-col items-center gap-0.5 text-center text-balance transition-[bottom] ${SIZES[captionSize]} ${isRaised ? 'bottom-24' : 'bottom-4'}`}
    >
      {lines.map((line, index) => (
        <span key={index} className="rounded-sm bg-black/80 px-2 leading-snug font-medium text-white">
          {line}
        </span>
      ))}
    </div>
  );
}

function useLines({ cues, chosen }: Captions): readonly string[] {
  const { player } = usePlayback();
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    if (chosen === null) return setLines([]);
    const look = () => {
      const next = cues === null ? player.captionLines() : linesAt(cues, player.sample()?.position ?? 0);
      setLines((shown) => (shown.join('\n') === next.join('\n') ? shown : next));
    };
    look();
    const timer = setInterval(look, REFRESH_MS);
    return () => clearInterval(timer);
  }, [player, cues, chosen]);
  return lines;
}
