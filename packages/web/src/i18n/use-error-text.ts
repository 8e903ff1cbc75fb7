import { ApiError } from '@usher/client';
import { useCallback } from 'react';
import { hasWord, wordsIn } from './i18n.ts';
import { useLanguage, useWords } from './use-words.ts';

/** What to tell a person about a refusal by its stable code; `text`, the server's own words, where the code has none of ours. */
export function useRefusalText(): (code: string | undefined, text: string) => string {
  const language = useLanguage();
  useWords('common');
  return useCallback(
    (code, text) => {
      const key = `error${code}`;
      return hasWord(language, 'common', key) ? wordsIn(language, 'common')(key) : text;
    },
    [language],
  );
}

/** What to tell a person about a call of the site's API that failed. */
export function useErrorText(): (error: unknown) => string {
  const refusalText = useRefusalText();
  const words = useWords('common');
  return useCallback(
    (error) =>
      error instanceof ApiError ? refusalText(error.code, error.message) : words('siteDoesNotAnswer'),
    [refusalText, words],
  );
}
