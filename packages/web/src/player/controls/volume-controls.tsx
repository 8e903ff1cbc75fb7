import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Range } from '../../parts/range.tsx';
import { usePlayback, usePlayerState } from '../player-context.tsx';
import { changePlayerSettings, usePlayerSettings } from '../player-settings.ts';

/** What each viewer hears is up to them (WEB-12). */
export function VolumeControls() {
  const words = useWords('player');
  const format = useFormat();
  const { player } = usePlayback();
  const { blocked } = usePlayerState();
  const { volume, isMuted } = usePlayerSettings();
  const isSilent = isMuted || volume === 0 || blocked === 'sound';

  function toggle() {
    if (blocked === 'sound') player.join();
    changePlayerSettings(isSilent ? { isMuted: false, volume: volume || 1 } : { isMuted: true });
  }

  return (
    <div className="flex items-center">
      <Button look="icon" label={words(isSilent ? 'unmute' : 'mute')} onPress={toggle}>
        <Icon name={isSilent ? 'muted' : volume < 0.5 ? 'volumeLow' : 'volume'} />
      </Button>
      <div className="hidden w-20 px-1 @lg:flex">
        <Range
          label={words('volume')}
          value={isSilent ? 0 : volume}
          max={1}
          step={0.05}
          valueText={words('volumeValue', {
            percent: format.number(Math.round(isSilent ? 0 : volume * 100)),
          })}
          onMove={(next) => changePlayerSettings({ volume: next, isMuted: false })}
        />
      </div>
    </div>
  );
}
