import { createInstance } from 'i18next';
import { BUNDLED, fetchCatalogue, type Namespace } from './catalogues.ts';
import { chooseLanguage, DEFAULT_LANGUAGE, type Language } from './languages.ts';
import { keep, recall } from '../kept.ts';

const LANGUAGE_KEY = 'usher.language';

const listeners = new Set<() => void>();
const loads = new Map<string, WordsLoad>();
let language: Language = DEFAULT_LANGUAGE;

/** Over when the words are there; it never fails. React's `use` reads `status`: what is fulfilled does not suspend. */
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

/** Speaks the language that was chosen before, else the browser's; over when `namespaces` are there. */
export async function startI18n(namespaces: readonly Namespace[]): Promise<void> {
  await i18n.init();
  await Promise.all(
    (Object.keys(BUNDLED) as Namespace[]).map((namespace) => loadWords(DEFAULT_LANGUAGE, namespace)),
  );
  const chosen = chooseLanguage([recall(LANGUAGE_KEY), ...navigator.languages]);
  await Promise.all(namespaces.map((namespace) => loadWords(chosen, namespace)));
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

/** Changes the language once all that is shown can be said in it, and keeps the choice. */
export async function setLanguage(next: Language): Promise<void> {
  const shown = [...loads.keys()].filter((id) => id.startsWith(`${language}/`));
  await Promise.all(shown.map((id) => loadWords(next, id.slice(id.indexOf('/') + 1) as Namespace)));
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

/** Asked for once, whoever asks. English, or the keys, stand in for words that do not come. */
export function loadWords(wanted: Language, namespace: Namespace): Promise<void> {
  const id = idOf(wanted, namespace);
  const known = loads.get(id);
  if (known !== undefined) return known;
  const load: WordsLoad = addWords(wanted, namespace).finally(() => {
    load.status = 'fulfilled';
  });
  loads.set(id, load);
  return load;
}

async function addWords(wanted: Language, namespace: Namespace): Promise<void> {
  if (i18n.hasResourceBundle(wanted, namespace)) return;
  const catalogue =
    (await fetchCatalogue(wanted, namespace).catch(() => null)) ??
    BUNDLED[namespace] ??
    (await fetchCatalogue(DEFAULT_LANGUAGE, namespace).catch(() => ({})));
  i18n.addResourceBundle(wanted, namespace, catalogue);
}

function speak(next: Language): void {
  language = next;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

const idOf = (wanted: Language, namespace: Namespace) => `${wanted}/${namespace}`;
