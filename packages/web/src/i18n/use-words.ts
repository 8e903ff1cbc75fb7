import { use, useMemo, useSyncExternalStore } from 'react';
import type { Namespace, WordKey } from './catalogues.ts';
import { currentLanguage, loadWords, onLanguage, wordsIn } from './i18n.ts';
import type { Language } from './languages.ts';

/** Says what stands under a key, with `values` inserted; `count` chooses the plural. */
export type Words<N extends Namespace> = (
  key: WordKey<N>,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** The words of one subject in the language of the page. Suspends until they are there. */
export function useWords<N extends Namespace>(namespace: N): Words<N> {
  const language = useLanguage();
  use(loadWords(language, namespace));
  return useMemo(() => wordsIn(language, namespace), [language, namespace]);
}

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, currentLanguage);
}
