import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { usePlayback } from '../player-context.tsx';
import { SPEEDS } from '../speeds.ts';
import type { Transport } from '../use-transport.ts';
import { Checked } from './checked.tsx';

/** The speed is everyone's, like the position (WEB-12). */
export function SpeedMenu({ transport }: { readonly transport: Transport }) {
  const words = useWords('player');
  const format = useFormat();
  const { player } = usePlayback();
  const { speed, blocked } = transport;
  const label = words('speedNow', { speed: format.number(speed) });
  const text = <span className="text-sm tabular-nums">{format.number(speed)}×</span>;

  if (blocked.speed !== null) {
    return (
      <Button look="icon" label={label} blocked={blocked.speed}>
        {text}
      </Button>
    );
  }
  return (
    <Menu
      label={words('speed')}
      trigger={
        <Button look="icon" label={label}>
          {text}
        </Button>
      }
    >
      {SPEEDS.map((choice) => (
        <MenuItem
          key={choice}
          icon={<Checked isIt={choice === speed} />}
          blocked={choice > player.rateMax ? words('speedUnsupported') : null}
          onAction={() => transport.setSpeed(choice)}
        >
          {`${format.number(choice)}×`}
        </MenuItem>
      ))}
    </Menu>
  );
}
