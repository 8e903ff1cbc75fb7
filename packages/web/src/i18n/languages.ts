/** Every language that the page speaks, by what it calls itself. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
} as const;

export type Language = keyof typeof LANGUAGES;

export const DEFAULT_LANGUAGE: Language = 'en';

/** The first of `wanted` (BCP 47 tags, the most wanted first) that the page speaks, whatever its region. */
export function chooseLanguage(wanted: readonly (string | null)[]): Language {
  for (const tag of wanted) {
    const language = tag?.split('-')[0]?.toLowerCase() ?? '';
    if (isLanguage(language)) return language;
  }
  return DEFAULT_LANGUAGE;
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}
