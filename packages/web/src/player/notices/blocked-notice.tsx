import { useWords } from '../../i18n/use-words.ts';
import { Icon } from '../../parts/icons.tsx';
import { usePlayback, usePlayerState } from '../player-context.tsx';

/** The browser wants a click before it plays, or before it plays with sound (WEB-12). */
export function BlockedNotice() {
  const words = useWords('player');
  const { player } = usePlayback();
  const { blocked } = usePlayerState();
  if (blocked === 'nothing') return null;

  // What is in a service's frame can then only be started there.
  if (blocked === 'playback' && player.video === null) {
    return (
      <p className="pointer-events-none absolute inset-x-3 top-3 flex justify-center">
        <span className="player-notice">{words('clickVideo')}</span>
      </p>
    );
  }
  return (
    <button
      type="button"
      onClick={() => player.join()}
      className={`absolute inset-0 flex cursor-pointer items-center justify-center p-4 ${blocked === 'playback' ? 'bg-black/60' : ''}`}
    >
      <span className="bg-accent text-on-accent shadow-overlay flex items-center gap-2 rounded-full px-6 py-3 font-semibold">
        <Icon name={blocked === 'playback' ? 'play' : 'volume'} />
        {words('join')}
      </span>
    </button>
  );
}
