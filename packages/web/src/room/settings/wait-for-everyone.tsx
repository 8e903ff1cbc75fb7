import { useWords } from '../../i18n/use-words.ts';
import { Range } from '../../parts/range.tsx';
import { Switch } from '../../parts/switch.tsx';
import { ConflictNote } from './conflict-note.tsx';
import type { SettingsEditor } from './use-settings.ts';

const USUAL_SECONDS = 10;
const SECONDS_MAX = 60;

/** WEB-6 */
export function WaitForEveryone({
  editor,
  blocked,
}: {
  readonly editor: SettingsEditor;
  readonly blocked: string | null;
}) {
  const words = useWords('settings');
  const seconds = editor.settings.waitForReadySeconds;
  const valueText = words('seconds', { count: seconds });
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label={words('waitForEveryone')}
        hint={words('waitForEveryoneHint')}
        isOn={seconds > 0}
        blocked={blocked}
        onChange={(isOn) => editor.edit('waitForReadySeconds', isOn ? USUAL_SECONDS : 0)}
      />
      {seconds > 0 && (
        <div className="flex items-center gap-3 pl-13.5">
          <Range
            label={words('atMost')}
            value={seconds}
            max={SECONDS_MAX}
            step={1}
            valueText={valueText}
            disabled={blocked !== null}
            onMove={(value) => editor.edit('waitForReadySeconds', Math.max(1, value))}
          />
          <span className="text-muted w-28 shrink-0 text-sm tabular-nums">{valueText}</span>
        </div>
      )}
      <ConflictNote editor={editor} name="waitForReadySeconds" />
    </div>
  );
}
