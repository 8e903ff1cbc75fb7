import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Menu, MenuGroup, MenuItem } from '../../parts/menu.tsx';
import { useIsWide, useMedia } from '../../room/use-media.ts';
import { useTheatre } from '../../room/use-theatre.ts';
import { usePlayback } from '../player-context.tsx';
import { changePlayerSettings, usePlayerSettings } from '../player-settings.ts';
import type { Transport } from '../use-transport.ts';
import { Checked } from './checked.tsx';
import { SpeedItems } from './speed-items.tsx';

interface MoreMenuProps {
  /** The video has all there is already. */
  readonly isFullscreen: boolean;
  readonly transport: Transport;
  readonly onShowHelp: () => void;
}

/** What is wanted now and then; on a phone, also what the bar has no room for. */
export function MoreMenu({ transport, isFullscreen, onShowHelp }: MoreMenuProps) {
  const words = useWords('player');
  const { player } = usePlayback();
  const [isTheatre, setTheatre] = useTheatre();
  const { hasShortcuts } = usePlayerSettings();
  const { video } = player;
  const isWide = useIsWide();
  const isNarrow = useMedia('(max-width: 40rem)');
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
      {isWide && !isFullscreen && (
        <MenuItem icon={<Checked isIt={isTheatre} />} onAction={() => setTheatre(!isTheatre)}>
          {words('theatre')}
        </MenuItem>
      )}
      <MenuItem
        icon={<Icon name="pictureInPicture" className="size-4" />}
        blocked={mayFloat ? null : words('pictureInPictureUnavailable')}
        onAction={() => void togglePictureInPicture(video)}
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
      {isNarrow && (
        <MenuGroup title={words('speed')}>
          <SpeedItems transport={transport} />
        </MenuGroup>
      )}
    </Menu>
  );
}

/** Browsers refuse it now and then; the button of the small window ends it as well. */
async function togglePictureInPicture(video: HTMLVideoElement | null): Promise<void> {
  const isFloating = video !== null && document.pictureInPictureElement === video;
  await (isFloating ? document.exitPictureInPicture() : video?.requestPictureInPicture())?.catch(() => {});
}
