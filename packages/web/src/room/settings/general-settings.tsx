import { LIMITS, VISIBILITIES, type Visibility } from '@usher/protocol';
import { useId } from 'react';
import type { WordKey } from '../../i18n/catalogues.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextField } from '../../parts/text-field.tsx';
import { ChoiceCards } from './choice-cards.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { useSettingBlocked, type SettingsEditor } from './use-settings.ts';

const VISIBILITY_WORDS: Readonly<
  Record<Visibility, { label: WordKey<'settings'>; hint: WordKey<'settings'> }>
> = {
  public: { label: 'public', hint: 'publicHint' },
  unlisted: { label: 'unlisted', hint: 'unlistedHint' },
  private: { label: 'private', hint: 'privateHint' },
};

export function GeneralSettings({ editor }: { readonly editor: SettingsEditor }) {
  const words = useWords('settings');
  const { settings, edit } = editor;
  const titleBlocked = useSettingBlocked('title');
  const descriptionBlocked = useSettingBlocked('description');
  const visibilityBlocked = useSettingBlocked('visibility');
  const id = useId();

  return (
    <div className="flex flex-col gap-5">
      <div>
        <TextField
          label={words('roomTitle')}
          value={settings.title}
          onChange={(title) => edit('title', title)}
          maxLength={LIMITS.titleLengthMax}
          isDisabled={titleBlocked !== null}
          hint={titleBlocked}
        />
        <ConflictNote editor={editor} name="title" />
      </div>
      <div>
        <label htmlFor={id} className="text-sm font-medium">
          {words('description')}
        </label>
        <textarea
          id={id}
          rows={3}
          dir="auto"
          value={settings.description}
          maxLength={LIMITS.descriptionLengthMax}
          disabled={descriptionBlocked !== null}
          onChange={({ target }) => edit('description', target.value)}
          className="field field-sizing-content mt-1.5 block max-h-64 min-h-20 py-2"
        />
        {descriptionBlocked !== null && <p className="text-muted mt-1.5 text-sm">{descriptionBlocked}</p>}
        <ConflictNote editor={editor} name="description" />
      </div>
      <div>
        <ChoiceCards
          label={words('visibility')}
          value={settings.visibility}
          blocked={visibilityBlocked}
          choices={VISIBILITIES.map((value) => ({
            value,
            label: words(VISIBILITY_WORDS[value].label),
            hint: words(VISIBILITY_WORDS[value].hint),
          }))}
          onChange={(visibility) => edit('visibility', visibility)}
        />
        <ConflictNote editor={editor} name="visibility" />
      </div>
    </div>
  );
}
