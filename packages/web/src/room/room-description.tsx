import { useWords } from '../i18n/use-words.ts';
import { useRoom } from './room-context.ts';

/** What those who look after the room have written about it. Where there is no width it opens on a press: what happens comes first. */
export function RoomDescription({ isWide }: { readonly isWide: boolean }) {
  const words = useWords('room');
  const { description } = useRoom();
  if (description === '') return null;
  const text = (
    <p dir="auto" className="text-muted max-w-prose whitespace-pre-wrap wrap-anywhere">
      {description}
    </p>
  );
  if (isWide) return text;
  return (
    <details className="px-2">
      <summary className="disclosure">{words('aboutRoom')}</summary>
      {text}
    </details>
  );
}
