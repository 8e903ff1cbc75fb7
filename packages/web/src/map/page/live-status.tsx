import { useWords } from '../../i18n/use-words.ts';
import type { MapSnapshot } from '../model/snapshot.ts';
import type { Selection } from '../model/selection.ts';
import { KIND_WORDS } from './kind-words.ts';
import { useNewsText } from './use-news-text.ts';
import { useFormat } from '../../i18n/use-format.ts';

interface LiveStatusProps {
  readonly shown: MapSnapshot;
  readonly selection: Selection | null;
}

/** What screen readers hear by themselves: the latest news, and what an arrow key has reached. */
export function LiveStatus({ shown, selection }: LiveStatusProps) {
  const words = useWords('map');
  const say = useNewsText();
  const { number } = useFormat();
  const [latest] = shown.news;
  const room = selection?.kind === 'room' ? shown.view.rooms.get(selection.id) : undefined;
  const clients =
    room === undefined
      ? ''
      : `, ${words('clientCount', { count: room.clients, number: number(room.clients) })}`;
  return (
    <div className="sr-only">
      <p role="status">{latest === undefined ? '' : say(latest)}</p>
      <p role="status">
        {selection === null ? '' : `${words(KIND_WORDS[selection.kind])} ${selection.id}${clients}`}
      </p>
    </div>
  );
}
