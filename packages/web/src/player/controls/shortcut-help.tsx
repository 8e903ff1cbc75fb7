import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Kbd } from '../../parts/kbd.tsx';
import { Switch } from '../../parts/switch.tsx';
import { changePlayerSettings, usePlayerSettings } from '../player-settings.ts';

const ROWS = [
  [['␣', 'K'], 'helpPlay'],
  [['J', 'L'], 'helpSeekLong'],
  [['←', '→'], 'helpSeekShort'],
  [['0', '–', '9'], 'helpSeekTo'],
  [['↑', '↓'], 'helpVolume'],
  [['M'], 'helpMute'],
  [['F'], 'helpFullscreen'],
  [['C'], 'helpCaptions'],
  [['<', '>'], 'helpSpeed'],
  [['?'], 'helpHelp'],
] as const;

/** The keys that the player listens to, and the switch that turns them off (WEB-12). */
export function ShortcutHelp({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const words = useWords('player');
  const { hasShortcuts } = usePlayerSettings();
  return (
    <Dialog title={words('shortcuts')} isOpen={isOpen} onClose={onClose}>
      <dl className="mb-5 flex flex-col">
        {ROWS.map(([keys, text]) => (
          <div key={text} className="border-line flex items-center justify-between gap-4 border-b py-2">
            <dt>{words(text)}</dt>
            <dd className="flex shrink-0 items-center gap-1">
              {keys.map((key) => (key === '–' ? <span key={key}>–</span> : <Kbd key={key}>{key}</Kbd>))}
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        label={words('useShortcuts')}
        hint={words('useShortcutsHint')}
        isOn={hasShortcuts}
        onChange={(isOn) => changePlayerSettings({ hasShortcuts: isOn })}
      />
    </Dialog>
  );
}
