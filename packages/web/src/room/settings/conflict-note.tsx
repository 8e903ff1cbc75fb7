import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import type { PlainSetting } from './settings-draft.ts';
import type { SettingsEditor } from './use-settings.ts';

/** Says that somebody else has changed what is being changed here, and lets choose. */
export function ConflictNote({
  editor,
  name,
}: {
  readonly editor: SettingsEditor;
  readonly name: PlainSetting;
}) {
  const words = useWords('settings');
  if (!editor.conflicts.includes(name)) return null;
  return (
    <div
      role="status"
      className="bg-accent-soft mt-2 flex flex-wrap items-center gap-2 rounded-lg px-3 py-1 text-sm"
    >
      <span className="flex-1">{words('changedMeanwhile')}</span>
      <Button look="quiet" onPress={() => editor.takeTheirs(name)}>
        {words('takeTheirs')}
      </Button>
    </div>
  );
}
