import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MenuItem } from '../../parts/menu.tsx';
import { usePlayback } from '../player-context.tsx';
import { SPEEDS } from '../speeds.ts';
import type { Transport } from '../use-transport.ts';
import { Checked } from './checked.tsx';

/** The speeds to choose from, in a menu. */
export function SpeedItems({ transport }: { readonly transport: Transport }) {
  const words = useWords('player');
  const format = useFormat();
  const { player } = usePlayback();
  return SPEEDS.map((speed) => (
    <MenuItem
      key={speed}
      icon={<Checked isIt={speed === transport.speed} />}
      blocked={transport.blocked.speed ?? (speed > player.rateMax ? words('speedUnsupported') : null)}
      onAction={() => transport.setSpeed(speed)}
    >
      {`${format.number(speed)}×`}
    </MenuItem>
  ));
}
