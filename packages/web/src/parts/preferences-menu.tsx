import { useSyncExternalStore, type RefObject } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { setLanguage } from '../i18n/i18n.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { currentTheme, onTheme, setTheme, THEMES, type Theme } from '../theme.ts';
import { AriaLanguage } from './aria-language.tsx';
import { Icon } from './icons.tsx';

interface PreferencesMenuProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

const THEME_WORDS = { system: 'themeSystem', dark: 'themeDark', light: 'themeLight' } as const;

export function PreferencesMenu({ anchor, onClose }: PreferencesMenuProps) {
  const words = useWords('common');
  const language = useLanguage();
  const theme = useSyncExternalStore(onTheme, currentTheme);
  return (
    <AriaLanguage>
      <Popover
        isOpen
        onOpenChange={onClose}
        triggerRef={anchor}
        placement="bottom end"
        offset={6}
        className="popover"
      >
        <Menu
          aria-label={words('preferences')}
          autoFocus="first"
          onClose={onClose}
          className="max-h-[inherit] min-w-56 overflow-y-auto p-1.5 outline-none"
        >
          <ChoiceSection
            title={words('language')}
            choices={Object.entries(LANGUAGES).map(([id, label]) => ({ id, label, lang: id }))}
            chosen={language}
            onChoose={(id) => void setLanguage(id as Language)}
          />
          <ChoiceSection
            title={words('theme')}
            choices={THEMES.map((id) => ({ id, label: words(THEME_WORDS[id]) }))}
            chosen={theme}
            onChoose={(id) => setTheme(id as Theme)}
          />
        </Menu>
      </Popover>
    </AriaLanguage>
  );
}

interface ChoiceSectionProps {
  readonly title: string;
  readonly choices: readonly { readonly id: string; readonly label: string; readonly lang?: string }[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function ChoiceSection({ title, choices, chosen, onChoose }: ChoiceSectionProps) {
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        for (const key of keys) onChoose(String(key));
      }}
    >
      <Header className="text-muted px-2.5 pt-2 pb-1 text-xs font-semibold tracking-wide">{title}</Header>
      {choices.map(({ id, label, lang }) => (
        <MenuItem key={id} id={id} textValue={label} className="menu-item group">
          <span className="flex-1" {...(lang !== undefined && { lang })}>
            {label}
          </span>
          <span className="text-accent invisible group-data-selected:visible">
            <Icon name="check" />
          </span>
        </MenuItem>
      ))}
    </MenuSection>
  );
}
