import { useWords } from '../../i18n/use-words.ts';
import type { NewsItem } from '../model/news.ts';
import type { Selection } from '../model/selection.ts';
import { ListButton } from './list-button.tsx';
import { useNewsText } from './use-news-text.ts';

const SHOWN = 8;

interface NewsListProps {
  readonly news: readonly NewsItem[];
  readonly onGoTo: (selection: Selection) => void;
}

export function NewsList({ news, onGoTo }: NewsListProps) {
  const words = useWords('map');
  const say = useNewsText();
  return (
    <section>
      <h2 className="text-muted mb-1 text-sm font-semibold">{words('news')}</h2>
      {news.length === 0 && <p className="text-faint text-sm">{words('noNews')}</p>}
      <ol className="flex flex-col">
        {news.slice(0, SHOWN).map((item) => (
          <li key={item.id}>
            <ListButton onPress={() => onGoTo(subjectOf(item))}>{say(item)}</ListButton>
          </li>
        ))}
      </ol>
    </section>
  );
}

function subjectOf({ kind, subject }: NewsItem): Selection {
  if (kind === 'drain') return { kind: 'balancer', id: subject };
  return { kind: kind === 'move' || kind === 'takeover' ? 'room' : 'monolith', id: subject };
}
