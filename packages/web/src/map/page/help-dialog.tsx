import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Kbd } from '../../parts/kbd.tsx';

const ROWS = [
  [['←', '→', '↑', '↓'], 'helpArrows'],
  [['+', '−'], 'helpZoom'],
  [['0'], 'showAll'],
  [['Esc'], 'helpEscape'],
  [['/'], 'search'],
  [['1', '2', '3'], 'helpViews'],
  [['?'], 'help'],
] as const;

interface HelpDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function HelpDialog({ isOpen, onClose }: HelpDialogProps) {
  const words = useWords('map');
  return (
    <Dialog title={words('help')} isOpen={isOpen} onClose={onClose}>
      <p className="text-muted mb-3">{words('helpText')}</p>
      <dl className="flex flex-col">
        {ROWS.map(([keys, text]) => (
          <div key={text} className="border-line flex items-center justify-between gap-4 border-b py-2">
            <dt>{words(text)}</dt>
            <dd className="flex shrink-0 items-center gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
