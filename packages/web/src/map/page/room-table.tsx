import { useWords } from '../../i18n/use-words.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { Selection } from '../model/selection.ts';
import type { RoomNode } from '../model/site-view.ts';
import { ListButton } from './list-button.tsx';

/** Of a Monolith's rooms, the fullest; the search finds all. */
const ROWS_MAX = 100;

interface RoomTableProps {
  /** Whose rooms they are. */
  readonly name: string;
  readonly rooms: readonly RoomNode[];
  readonly selection: Selection | null;
  readonly onGoTo: (selection: Selection) => void;
}

export function RoomTable({ name, rooms, selection, onGoTo }: RoomTableProps) {
  const words = useWords('map');
  const { number } = useFormat();
  const shown = rooms
    .toSorted((a, b) => b.clients - a.clients || (a.key < b.key ? -1 : 1))
    .slice(0, ROWS_MAX);
  if (rooms.length === 0) return <p className="text-faint text-sm">{words('noRooms')}</p>;
  return (
    <>
      <table className="mt-1 w-full table-fixed text-sm">
        <caption className="sr-only">{words('roomsOf', { name })}</caption>
        <thead className="text-muted text-left">
          <tr>
            <th scope="col" className="font-medium">
              {words('room')}
            </th>
            <th scope="col" className="w-20 text-right font-medium">
              {words('clients')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((room) => (
            <tr key={room.key} className="border-line border-t">
              <td>
                <ListButton
                  look="cell"
                  isCurrent={selection?.kind === 'room' && selection.id === room.key}
                  onPress={() => onGoTo({ kind: 'room', id: room.key })}
                >
                  {room.key}
                  {!room.isLoaded && <span className="text-muted"> · {words('placed')}</span>}
                </ListButton>
              </td>
              <td className="text-right tabular-nums">
                {number(room.clients)}
                {room.waiting > 0 && (
                  <span className="text-danger block">
                    {words('waitingCount', { count: room.waiting, number: number(room.waiting) })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rooms.length > shown.length && (
        <p className="text-muted text-sm">
          {words('moreRooms', {
            count: rooms.length - shown.length,
            number: number(rooms.length - shown.length),
          })}
        </p>
      )}
    </>
  );
}
