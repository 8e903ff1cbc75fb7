import { useEffect, useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { usePlayback, usePlayerState } from '../player-context.tsx';
import { describeDrift } from './describe-drift.ts';

const REFRESH_MS = 1_000;

/** How well this player follows the room, and what to do about it (WEB-7). Not a live region: it changes all the time. */
export function SyncStatus() {
  const words = useWords('player');
  const format = useFormat();
  const { driver, isOwnPace, setOwnPace } = usePlayback();
  const { isLive } = usePlayerState();
  const drift = useDrift();
  const { key, value, isFine } = describeDrift(drift);
  const isUnknown = key === 'syncUnknown' && !isOwnPace;
  const text = isOwnPace
    ? words('ownPace')
    : isLive
      ? words('live')
      : words(key, { value: format.number(value) });

  return (
    <Menu
      label={words('sync')}
      trigger={
        <Button look="quiet" className="px-2! text-sm font-normal tabular-nums">
          <span
            aria-hidden="true"
            className={`size-2 rounded-full ${isUnknown ? 'bg-muted' : isFine && !isOwnPace ? 'bg-success' : 'bg-accent'}`}
          />
          <span className="@max-lg:sr-only">{text}</span>
        </Button>
      }
    >
      <MenuItem
        onAction={() => driver.resync()}
        blocked={isOwnPace ? words('resyncBlockedOwnPace') : isLive ? words('resyncBlockedLive') : null}
      >
        {words('resync')}
      </MenuItem>
      <MenuItem onAction={() => setOwnPace(!isOwnPace)}>
        {words(isOwnPace ? 'followRoom' : 'watchAtOwnPace')}
      </MenuItem>
    </Menu>
  );
}

function useDrift(): number | null {
  const { driver } = usePlayback();
  const [drift, setDrift] = useState<number | null>(null);
  useEffect(() => {
    setDrift(driver.driftS);
    const timer = setInterval(() => setDrift(driver.driftS), REFRESH_MS);
    return () => clearInterval(timer);
  }, [driver]);
  return drift;
}
