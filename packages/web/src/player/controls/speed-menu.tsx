import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Menu } from '../../parts/menu.tsx';
import type { Transport } from '../use-transport.ts';
import { SpeedItems } from './speed-items.tsx';

/** The speed is everyone's, like the position (WEB-12). */
export function SpeedMenu({ transport }: { readonly transport: Transport }) {
  const words = useWords('player');
  const format = useFormat();
  const speed = format.number(transport.speed);
  const button = (
    <Button look="icon" label={words('speedNow', { speed })} blocked={transport.blocked.speed}>
      <span className="text-sm tabular-nums">{speed}×</span>
    </Button>
  );
  if (transport.blocked.speed !== null) return button;
  return (
    <Menu label={words('speed')} trigger={button}>
      <SpeedItems transport={transport} />
    </Menu>
  );
}
