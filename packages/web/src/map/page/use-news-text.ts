import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { NewsItem } from '../model/news.ts';
import { shortened } from '../model/names.ts';

const WORDS = {
  linkUp: 'newsLinkUp',
  linkDown: 'newsLinkDown',
  monolithDrain: 'newsMonolithDrain',
  monolithOpen: 'newsMonolithOpen',
  drain: 'newsDrain',
  move: 'newsMove',
  takeover: 'newsTakeover',
} as const satisfies Record<NewsItem['kind'], string>;

/** A piece of news as a sentence. */
export function useNewsText(): (item: NewsItem) => string {
  const words = useWords('map');
  return useCallback(
    ({ kind, subject, to }) => {
      const isRoom = kind === 'move' || kind === 'takeover';
      return words(WORDS[kind], {
        name: isRoom ? subject : shortened(subject),
        ...(isRoom && { to: shortened(to) }),
      });
    },
    [words],
  );
}
