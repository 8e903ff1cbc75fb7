import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { useTheatre } from '../../room/use-theatre.ts';
import { usePlayback } from '../player-context.tsx';
import { changePlayerSettings, usePlayerSettings } from '../player-settings.ts';
import { Checked } from './checked.tsx';

/** What is wanted now and then. */
export function MoreMenu({ onShowHelp }: { readonly onShowHelp: () => void }) {
  const words = useWords('player');
  const { player } = usePlayback();
  const [isTheatre, setTheatre] = useTheatre();
  const { hasShortcuts } = usePlayerSettings();
  const { video } = player;
  const mayFloat = video !== null && document.pictureInPictureEnabled;

  return (
    <Menu
      label={words('more')}
      trigger={
        <Button look="icon" label={words('more')}>
          <Icon name="more" />
        </Button>
      }
    >
      <MenuItem icon={<Checked isIt={isTheatre} />} onAction={() => setTheatre(!isTheatre)}>
        {words('theatre')}
      </MenuItem>
      <MenuItem
        icon={<Icon name="pictureInPicture" className="size-4" />}
        blocked={mayFloat ? null : words('pictureInPictureUnavailable')}
        onAction={() => void video?.requestPictureInPicture().catch(() => {})}
      >
        {words('pictureInPicture')}
      </MenuItem>
      <MenuItem
        icon={<Checked isIt={hasShortcuts} />}
        onAction={() => changePlayerSettings({ hasShortcuts: !hasShortcuts })}
      >
        {words('useShortcuts')}
      </MenuItem>
      <MenuItem icon={<Icon name="help" className="size-4" />} onAction={onShowHelp}>
        {words('shortcuts')}
      </MenuItem>
    </Menu>
  );
}
