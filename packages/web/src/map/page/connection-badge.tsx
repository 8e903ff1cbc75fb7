import { useWords } from '../../i18n/use-words.ts';
import type { FeedState } from '../model/known-feeds.ts';

const LOOKS = {
  live: ['live', 'bg-success'],
  connecting: ['connecting', 'bg-faint'],
  lost: ['lost', 'bg-danger'],
} as const;

/** Whether what is shown is what is. */
export function ConnectionBadge({ state }: { readonly state: FeedState }) {
  const words = useWords('map');
  const [word, colour] = LOOKS[state];
  return (
    <p
      role="status"
      className="border-line bg-ground inline-flex items-center gap-2 rounded-full border px-3 py-1 text-sm font-medium"
    >
      <span aria-hidden="true" className={`size-2 rounded-full ${colour}`} />
      {words(word)}
    </p>
  );
}
