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
    <span className="px-2 text-sm whitespace-nowrap tabular-nums">
      {clockTime(position)}
      {transport.duration !== null && (
        <span className="hidden opacity-75 @sm:inline">{` / ${clockTime(transport.duration)}`}</span>
      )}
    </span>
  );
}
