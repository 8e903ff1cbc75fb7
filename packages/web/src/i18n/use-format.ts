import { useMemo } from 'react';
import { createFormat, type Format } from './format.ts';
import { useLanguage } from './use-words.ts';

/** Numbers, times and lengths as the page's language writes them. */
export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => createFormat(language), [language]);
}
