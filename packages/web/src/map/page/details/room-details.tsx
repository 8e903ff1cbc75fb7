import { useFormat } from '../../../i18n/use-format.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { ListButton } from '../list-button.tsx';
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
      <ul aria-label={words('clients')} className="mt-3 flex flex-col">
        {clients.slice(0, CLIENTS_MAX).map(([client, waits]) => (
          <li key={client}>
            <ListButton onPress={() => onGoTo({ kind: 'client', id: client })}>
              {client}
              {waits && <span className="text-danger"> · {words('waits')}</span>}
            </ListButton>
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
