import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

interface PresenceTextProps {
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/** So many are named; of more, the first two are, and the others are counted. */
const NAMED_MAX = 3;
const NAMED_OF_MANY = 2;

/** "Ann, Bob, and 3 others joined. Cleo left." */
export function PresenceText({ joined, left }: PresenceTextProps) {
  const words = useWords('room');
  const format = useFormat();

  const sentence = (names: readonly string[], few: 'joined' | 'left', many: 'joinedMany' | 'leftMany') => {
    if (names.length === 0) return null;
    if (names.length <= NAMED_MAX) return words(few, { names: format.list(names), count: names.length });
    const named = names.slice(0, NAMED_OF_MANY).join(', ');
    return words(many, { names: named, count: names.length - NAMED_OF_MANY });
  };
  return [sentence(joined, 'joined', 'joinedMany'), sentence(left, 'left', 'leftMany')]
    .filter(Boolean)
    .join(' · ');
}
