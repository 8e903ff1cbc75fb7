import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';

interface MoveButtonsProps {
  readonly title: string;
  readonly place: number;
  readonly count: number;
  readonly blocked: string | null;
  readonly onMove: (from: number, to: number) => void;
}

/** What dragging does, by press. */
export function MoveButtons({ title, place, count, blocked, onMove }: MoveButtonsProps) {
  const words = useWords('room');
  const look = 'text-muted hover:text-text min-h-7! touch:min-h-8! w-7! touch:w-8! p-0!';
  return (
    <span className="flex shrink-0 flex-col">
      <Button
        look="icon"
        className={look}
        label={words('moveUp', { title })}
        blocked={blocked ?? (place === 0 ? words('isFirst') : null)}
        onPress={() => onMove(place, place - 1)}
      >
        <Icon name="chevron" className="size-4 rotate-180" />
      </Button>
      <Button
        look="icon"
        className={look}
        label={words('moveDown', { title })}
        blocked={blocked ?? (place === count - 1 ? words('isLast') : null)}
        onPress={() => onMove(place, place + 1)}
      >
        <Icon name="chevron" className="size-4" />
      </Button>
    </span>
  );
}
