import { keep, recall } from './kept.ts';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** Also read by public/theme.js, before the page is painted. */
const THEME_KEY = 'usher.theme';

const listeners = new Set<() => void>();

export function currentTheme(): Theme {
  const kept = recall(THEME_KEY);
  return THEMES.find((theme) => theme === kept) ?? 'system';
}

export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setTheme(theme: Theme): void {
  keep(THEME_KEY, theme === 'system' ? null : theme);
  showTheme(theme);
  for (const listener of listeners) listener();
}

/** Puts the theme on the page: the browser's own parts follow `color-scheme`, which follows the attribute. */
export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    // Of the two, the browser takes the one whose `media` fits: with a theme of one's own both say the same.
    const own = meta.dataset['theme'] === 'dark' ? 'dark' : 'light';
    meta.content = GROUND[theme === 'system' ? own : theme];
  }
}

/** The ground of styles.css, as bars around the page are painted. */
const GROUND = { dark: '#0f1115', light: '#f6f3ed' } as const;
