import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Range } from '../../parts/range.tsx';
import { useVolume } from '../use-volume.ts';

/** What each viewer hears is up to them (WEB-12). */
export function VolumeControls() {
  const words = useWords('player');
  const format = useFormat();
  const { heard, toggleMute, set } = useVolume();

  return (
    <div className="flex items-center">
      <Button look="icon" label={words(heard === 0 ? 'unmute' : 'mute')} onPress={toggleMute}>
        <Icon name={heard === 0 ? 'muted' : heard < 0.5 ? 'volumeLow' : 'volume'} />
      </Button>
      <div className="hidden w-20 px-1 @lg:flex">
        <Range
          label={words('volume')}
          value={heard}
          max={1}
          step={0.05}
          valueText={words('volumeValue', { percent: format.number(Math.round(heard * 100)) })}
          onMove={set}
        />
      </div>
    </div>
  );
}
