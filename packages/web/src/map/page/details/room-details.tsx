import { useFormat } from '../../../i18n/use-format.ts';
import { useWords } from '../../../i18n/use-words.ts';
import type { DetailsProps } from './details.tsx';
import { Facts } from './facts.tsx';
import { LinkButton } from './link-button.tsx';
import { MoveRoomButton } from './move-room-button.tsx';

/** More would be no list but a wall; the search finds every client. */
const CLIENTS_MAX = 50;

export function RoomDetails({ shown, id, onGoTo }: DetailsProps) {
  const words = useWords('map');
  const { number } = useFormat();
  const room = shown.view.rooms.get(id);
  if (room === undefined) return <p className="text-muted mt-2">{words('gone')}</p>;
  const { monolith, isLoaded, waiting } = room;
  const clients = shown.models.flatMap(({ rooms }) => [...(rooms.get(id)?.clients ?? [])]);
  return (
    <>
      <Facts
        rows={[
          [
            words('monolith'),
            monolith === null ? (
              words('homeless')
            ) : (
              <LinkButton onPress={() => onGoTo({ kind: 'monolith', id: monolith })}>{monolith}</LinkButton>
            ),
          ],
          [words('state'), isLoaded ? words('loaded') : words('placed')],
          [words('clients'), number(room.clients)],
          [words('waiting'), number(waiting)],
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <MoveRoomButton room={room} monoliths={shown.view.monoliths} />
      </div>
      <ul aria-label={words('clients')} className="mt-3 flex flex-col text-sm">
        {clients.slice(0, CLIENTS_MAX).map(([client, waits]) => (
          <li key={client}>
            <button
              type="button"
              onClick={() => onGoTo({ kind: 'client', id: client })}
              className="hover:bg-raised -mx-2 min-h-7 w-full cursor-pointer rounded-lg px-2 text-left wrap-anywhere"
            >
              {client}
              {waits && <span className="text-danger"> · {words('waits')}</span>}
            </button>
          </li>
        ))}
      </ul>
      {clients.length > CLIENTS_MAX && (
        <p className="text-muted text-sm">
          {words('moreClients', {
            count: clients.length - CLIENTS_MAX,
            number: number(clients.length - CLIENTS_MAX),
          })}
        </p>
      )}
    </>
  );
}
