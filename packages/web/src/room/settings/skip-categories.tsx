import { SKIP_CATEGORIES, type SkipCategory } from '@usher/protocol';
import type { WordKey } from '../../i18n/catalogues.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ConflictNote } from './conflict-note.tsx';
import type { SettingsEditor } from './use-settings.ts';

const CATEGORY_WORDS: Readonly<Record<SkipCategory, WordKey<'settings'>>> = {
  sponsor: 'skipSponsor',
  intro: 'skipIntro',
  outro: 'skipOutro',
  interaction: 'skipInteraction',
  selfpromo: 'skipSelfpromo',
  music_offtopic: 'skipMusicOfftopic',
  preview: 'skipPreview',
};

/** Which parts of videos are left out, as far as SponsorBlock knows them. */
export function SkipCategories({
  editor,
  blocked,
}: {
  readonly editor: SettingsEditor;
  readonly blocked: string | null;
}) {
  const words = useWords('settings');
  const chosen = editor.settings.autoSkipSegmentCategories;

  function choose(category: SkipCategory, isChosen: boolean) {
    const wanted = SKIP_CATEGORIES.filter((each) => (each === category ? isChosen : chosen.includes(each)));
    editor.edit('autoSkipSegmentCategories', wanted);
  }

  return (
    <fieldset disabled={blocked !== null} className="min-w-0 disabled:opacity-70">
      <legend className="text-sm font-medium">{words('skipCategories')}</legend>
      <p className="text-muted mb-2 text-sm">{blocked ?? words('skipCategoriesHint')}</p>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {SKIP_CATEGORIES.map((category) => (
          <label key={category} className="flex min-h-9 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              checked={chosen.includes(category)}
              onChange={({ target }) => choose(category, target.checked)}
              className="accent-accent size-5 shrink-0"
            />
            {words(CATEGORY_WORDS[category])}
          </label>
        ))}
      </div>
      <ConflictNote editor={editor} name="autoSkipSegmentCategories" />
    </fieldset>
  );
}
