import { useWords } from '../../i18n/use-words.ts';
import type { MapSnapshot } from '../model/snapshot.ts';
import type { MonolithNode, RoomNode } from '../model/site-view.ts';
import type { Selection } from '../model/selection.ts';
import { ListButton } from './list-button.tsx';
import { RoomTable } from './room-table.tsx';
import { useFormat } from '../../i18n/use-format.ts';

interface SiteListProps {
  readonly shown: MapSnapshot;
  readonly selection: Selection | null;
  readonly onGoTo: (selection: Selection) => void;
}

/** All that the picture shows, as tables. */
export function SiteList({ shown, selection, onGoTo }: SiteListProps) {
  const words = useWords('map');
  const { balancers, monoliths, homeless } = shown.view;
  return (
    <div className="flex flex-col gap-5 p-4">
      <section>
        <h2 className="text-muted mb-1 text-sm font-semibold">{words('balancers')}</h2>
        <ul>
          {balancers.map(({ id, region, state }) => (
            <li key={id}>
              <ListButton
                isCurrent={selection?.kind === 'balancer' && selection.id === id}
                onPress={() => onGoTo({ kind: 'balancer', id })}
              >
                {[id, region, ...(state === 'serving' ? [] : [words(state)])].join(' · ')}
              </ListButton>
            </li>
          ))}
        </ul>
      </section>
      {monoliths.map((monolith) => (
        <section key={monolith.id}>
          <h2>
            <ListButton
              isCurrent={selection?.kind === 'monolith' && selection.id === monolith.id}
              onPress={() => onGoTo({ kind: 'monolith', id: monolith.id })}
            >
              <MonolithLine monolith={monolith} />
            </ListButton>
          </h2>
          <RoomTable name={monolith.id} rooms={monolith.rooms} selection={selection} onGoTo={onGoTo} />
        </section>
      ))}
      {homeless.length > 0 && <Homeless rooms={homeless} selection={selection} onGoTo={onGoTo} />}
    </div>
  );
}

function MonolithLine({ monolith }: { readonly monolith: MonolithNode }) {
  const words = useWords('map');
  const { number } = useFormat();
  const { id, region, isDraining, rooms, clients, waiting } = monolith;
  const facts = [
    region,
    words('roomCount', { count: rooms.length, number: number(rooms.length) }),
    words('clientCount', { count: clients, number: number(clients) }),
    ...(isDraining ? [words('draining')] : []),
    ...(waiting > 0 ? [words('waitingCount', { count: waiting, number: number(waiting) })] : []),
  ];
  return (
    <>
      <span className="block text-sm font-semibold wrap-anywhere">{id}</span>
      <span className="text-muted block text-sm">{facts.join(' · ')}</span>
    </>
  );
}

function Homeless(props: Omit<SiteListProps, 'shown'> & { readonly rooms: readonly RoomNode[] }) {
  const words = useWords('map');
  return (
    <section>
      <h2 className="text-danger text-sm font-semibold">{words('homeless')}</h2>
      <RoomTable name={words('homeless')} {...props} />
    </section>
  );
}
