import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { clockTime } from '../../video.ts';
import { usePlayback } from '../player-context.tsx';
import { usePosition } from '../use-position.ts';
import type { Transport } from '../use-transport.ts';

/** "1:20 / 3:00"; of what is live, the way to its newest. */
export function TimeText({ transport }: { readonly transport: Transport }) {
  const words = useWords('player');
  const { player } = usePlayback();
  const position = usePosition(transport);
  if (transport.isLive) {
    return (
      <Button look="quiet" className="px-2! text-sm" label={words('goLive')} onPress={() => player.goLive()}>
        <span aria-hidden="true" className="bg-danger size-2 rounded-full" />
        {words('live')}
      </Button>
    );
  }
  return (
    // Where there is no room for the length, it is on a second line, which is not seen.
    <span className="flex h-5 min-w-0 flex-wrap gap-x-1 overflow-hidden px-2 text-sm leading-5 whitespace-nowrap tabular-nums">
      <span>{clockTime(position)}</span>
      {transport.duration !== null && (
        <span className="opacity-75">{`/ ${clockTime(transport.duration)}`}</span>
      )}
    </span>
  );
}
