import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import type { Problem } from '../adapters/media-player.ts';
import { usePlayback, usePlayerState } from '../player-context.tsx';
import { SkipButton } from '../skip/skip-button.tsx';

const TEXTS = {
  unavailable: 'problemUnavailable',
  unsupported: 'problemUnsupported',
  unplayable: 'problemUnplayable',
  embeddingForbidden: 'problemEmbeddingForbidden',
  removed: 'problemRemoved',
  serviceUnreachable: 'problemServiceUnreachable',
} as const satisfies Record<Problem, string>;

/** Why there is nothing to see, and what to do now (WEB-12). */
export function ProblemNotice() {
  const words = useWords('player');
  const { retry } = usePlayback();
  const { problem } = usePlayerState();
  return (
    <div role="alert">
      {problem !== null && (
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 bg-black p-6 pb-24 text-center">
          <p className="max-w-prose text-balance text-white">{words(TEXTS[problem])}</p>
          <div className="flex flex-wrap justify-center gap-2">
            <Button onPress={retry}>{words('retry')}</Button>
            <SkipButton look="quiet" />
          </div>
        </div>
      )}
    </div>
  );
}
