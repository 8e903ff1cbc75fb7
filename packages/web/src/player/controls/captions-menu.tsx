import { useRef } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Menu, MenuGroup, MenuItem } from '../../parts/menu.tsx';
import type { Captions } from '../captions/use-captions.ts';
import { CAPTION_SIZES, changePlayerSettings, usePlayerSettings } from '../player-settings.ts';
import { Checked } from './checked.tsx';

const SIZE_WORDS = {
  small: 'captionSizeSmall',
  medium: 'captionSizeMedium',
  large: 'captionSizeLarge',
} as const;

/** Captions are of each viewer: which, how large, or a file of one's own (WEB-12). */
export function CaptionsMenu({ captions }: { readonly captions: Captions }) {
  const words = useWords('player');
  const { captionSize } = usePlayerSettings();
  const file = useRef<HTMLInputElement>(null);
  const { choices, chosen, choose, openFile } = captions;

  return (
    <>
      <Menu
        label={words('captions')}
        trigger={
          <Button look="icon" label={words('captions')}>
            <Icon name="captions" className={chosen === null ? 'size-5' : 'text-accent size-5'} />
          </Button>
        }
      >
        <MenuGroup title={words('captions')}>
          <MenuItem icon={<Checked isIt={chosen === null} />} onAction={() => choose(null)}>
            {words('captionsOff')}
          </MenuItem>
          {choices.map(({ id, label }) => (
            <MenuItem key={id} icon={<Checked isIt={chosen === id} />} onAction={() => choose(id)}>
              {label}
            </MenuItem>
          ))}
          <MenuItem icon={<Checked isIt={false} />} onAction={() => file.current?.click()}>
            {words('captionsOpenFile')}
          </MenuItem>
        </MenuGroup>
        <MenuGroup title={words('captionSize')}>
          {CAPTION_SIZES.map((size) => (
            <MenuItem
              key={size}
              icon={<Checked isIt={captionSize === size} />}
              onAction={() => changePlayerSettings({ captionSize: size })}
            >
              {words(SIZE_WORDS[size])}
            </MenuItem>
          ))}
        </MenuGroup>
      </Menu>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={words('captionsOpenFile')}
        accept=".vtt,.srt,text/vtt,application/x-subrip"
        onChange={({ target }) => {
          const [chosenFile] = target.files ?? [];
          if (chosenFile !== undefined) void openFile(chosenFile);
          // So that the same file can be opened again.
          target.value = '';
        }}
      />
    </>
  );
}
