import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { PictureWords } from '../picture/frame.ts';

/** What is written into the picture, in the language of the page. */
export function usePictureWords(): PictureWords {
  const words = useWords('map');
  const { number } = useFormat();
  return useMemo(
    () => ({
      counts: (rooms, clients) =>
        `${words('roomCount', { count: rooms, number: number(rooms) })} · ${words('clientCount', { count: clients, number: number(clients) })}`,
      clients: (count) => words('clientCount', { count, number: number(count) }),
      waiting: (count) => words('waitingCount', { count, number: number(count) }),
      draining: words('draining'),
      lost: words('lost'),
      congested: words('congested'),
      homeless: words('homeless'),
    }),
    [words, number],
  );
}
