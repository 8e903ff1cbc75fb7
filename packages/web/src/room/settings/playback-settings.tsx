import { QUEUE_MODES, RestoreQueue, type QueueMode } from '@usher/protocol';
import type { WordKey } from '../../i18n/catalogues.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Select } from '../../parts/select.tsx';
import { Switch } from '../../parts/switch.tsx';
import { useRoom } from '../room-context.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { SkipCategories } from './skip-categories.tsx';
import { useSettingBlocked, type SettingsEditor } from './use-settings.ts';
import { WaitForEveryone } from './wait-for-everyone.tsx';

const MODE_WORDS: Readonly<Record<QueueMode, { label: WordKey<'settings'>; hint: WordKey<'settings'> }>> = {
  manual: { label: 'manual', hint: 'manualHint' },
  vote: { label: 'vote', hint: 'voteHint' },
  loop: { label: 'loop', hint: 'loopHint' },
  dj: { label: 'dj', hint: 'djHint' },
};
const RESTORE_WORDS = { 0: 'restoreNever', 1: 'restorePrompt', 2: 'restoreAlways' } as const;

export function PlaybackSettings({ editor }: { readonly editor: SettingsEditor }) {
  const words = useWords('settings');
  const { settings, edit } = editor;
  const { isTemporary } = useRoom();
  const modeBlocked = useSettingBlocked('queueMode');
  const blocked = useSettingBlocked('other');

  return (
    <div className="flex flex-col gap-6">
      <div>
        <ChoiceCards
          label={words('queueMode')}
          value={settings.queueMode}
          blocked={modeBlocked}
          choices={QUEUE_MODES.map((value) => ({
            value,
            label: words(MODE_WORDS[value].label),
            hint: words(MODE_WORDS[value].hint),
          }))}
          onChange={(mode) => edit('queueMode', mode)}
        />
        <ConflictNote editor={editor} name="queueMode" />
      </div>
      <div>
        <Switch
          label={words('voteSkip')}
          hint={words('voteSkipHint')}
          isOn={settings.enableVoteSkip}
          blocked={blocked}
          onChange={(isOn) => edit('enableVoteSkip', isOn)}
        />
        <ConflictNote editor={editor} name="enableVoteSkip" />
      </div>
      <WaitForEveryone editor={editor} blocked={blocked} />
      <SkipCategories editor={editor} blocked={blocked} />
      <div>
        <Select
          label={words('restoreQueue')}
          hint={isTemporary ? words('restoreQueueTemporary') : words('restoreQueueHint')}
          value={String(settings.restoreQueueBehavior)}
          blocked={blocked}
          choices={Object.values(RestoreQueue).map((value) => ({
            value: String(value),
            label: words(RESTORE_WORDS[value]),
          }))}
          onChange={(value) => edit('restoreQueueBehavior', value === '2' ? 2 : value === '1' ? 1 : 0)}
        />
        <ConflictNote editor={editor} name="restoreQueueBehavior" />
      </div>
    </div>
  );
}
