import { createInstance } from 'i18next';
import { BUNDLED, fetchCatalogue, type Namespace } from './catalogues.ts';
import { chooseLanguage, DEFAULT_LANGUAGE, type Language } from './languages.ts';
import { keep, recall } from '../kept.ts';

const LANGUAGE_KEY = 'usher.language';

const listeners = new Set<() => void>();
const loads = new Map<string, WordsLoad>();
/** Of `loads`, those whose catalogue did not come. */
const missing = new Set<string>();
let language: Language = DEFAULT_LANGUAGE;

/** Over when all can be said. React's `use` reads `status`: what is fulfilled does not suspend. */
type WordsLoad = Promise<void> & { status?: 'fulfilled' };

/** The page's own instance. Keys are flat, and React escapes what is inserted. */
const i18n = createInstance({
  lng: DEFAULT_LANGUAGE,
  fallbackLng: DEFAULT_LANGUAGE,
  resources: { [DEFAULT_LANGUAGE]: BUNDLED },
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
});

/** Speaks the language that was chosen before, else the browser's; over when `namespaces` are there, or did not come. */
export async function startI18n(namespaces: readonly Namespace[]): Promise<void> {
  await i18n.init();
  await Promise.all(
    (Object.keys(BUNDLED) as Namespace[]).map((namespace) => loadWords(DEFAULT_LANGUAGE, namespace)),
  );
  const chosen = chooseLanguage([recall(LANGUAGE_KEY), ...navigator.languages]);
  await Promise.allSettled(namespaces.map((namespace) => loadWords(chosen, namespace)));
  speak(chosen);
}

export function currentLanguage(): Language {
  return language;
}

/** Calls `listener` when the language has changed. Returns its removal. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes the language once all that is shown can be said in it, or did not come, and keeps the choice. */
export async function setLanguage(next: Language): Promise<void> {
  forgetMissingWords();
  const shown = [...loads.keys()].filter((id) => id.startsWith(`${language}/`));
  await Promise.allSettled(shown.map((id) => loadWords(next, id.slice(id.indexOf('/') + 1) as Namespace)));
  keep(LANGUAGE_KEY, next);
  speak(next);
}

/** Says what stands under a key; a plural is chosen by `count`. */
export function wordsIn(
  wanted: Language,
  namespace: Namespace,
): (key: string, values?: Readonly<Record<string, string | number>>) => string {
  const say = i18n.getFixedT(wanted, namespace) as (key: string, values: object) => string;
  return (key, values = {}) => say(key, values);
}

export function hasWord(wanted: Language, namespace: Namespace, key: string): boolean {
  return i18n.exists(key, { lng: wanted, ns: namespace });
}

/** Asked for once, whoever asks. English stands in for words that do not come; fails if that does not come either. */
export function loadWords(wanted: Language, namespace: Namespace): Promise<void> {
  const id = idOf(wanted, namespace);
  const known = loads.get(id);
  if (known !== undefined) return known;
  const load: WordsLoad = addWords(wanted, namespace);
  loads.set(id, load);
  void markWhenOver(load);
  return load;
}

async function markWhenOver(load: WordsLoad): Promise<void> {
  try {
    await load;
    load.status = 'fulfilled';
  } catch {
    // Whoever asked is told.
  }
}

/** What did not come is asked for anew when it is wanted next. */
export function forgetMissingWords(): void {
  for (const id of missing) loads.delete(id);
  missing.clear();
}

async function addWords(wanted: Language, namespace: Namespace): Promise<void> {
  if (i18n.hasResourceBundle(wanted, namespace)) return;
  try {
    i18n.addResourceBundle(wanted, namespace, await fetchCatalogue(wanted, namespace));
  } catch (error) {
    missing.add(idOf(wanted, namespace));
    if (wanted === DEFAULT_LANGUAGE) throw error;
    await loadWords(DEFAULT_LANGUAGE, namespace);
  }
}

function speak(next: Language): void {
  language = next;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

const idOf = (wanted: Language, namespace: Namespace) => `${wanted}/${namespace}`;
