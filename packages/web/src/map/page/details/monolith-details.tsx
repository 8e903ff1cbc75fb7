import { useFormat } from '../../../i18n/use-format.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { useSizes } from '../use-sizes.ts';
import type { DetailsProps } from './details.tsx';
import { Facts } from './facts.tsx';
import { OrderButton } from './order-button.tsx';

export function MonolithDetails({ shown, id }: DetailsProps) {
  const words = useWords('map');
  const { number } = useFormat();
  const { bytes, milliseconds } = useSizes();
  const monolith = shown.view.monolithById.get(id);
  if (monolith === undefined) return <p className="text-muted mt-2">{words('gone')}</p>;
  const { region, isDraining, rooms, clients, waiting, figures } = monolith;
  const isLast = !shown.view.monoliths.some((each) => each.id !== id && !each.isDraining);
  const roundTripMs = figures?.roundTripMs ?? null;
  return (
    <>
      <Facts
        rows={[
          [words('region'), region],
          [words('state'), isDraining ? words('draining') : words('serving')],
          [words('rooms'), number(rooms.length)],
          [words('clients'), number(clients)],
          [words('waiting'), number(waiting)],
          [words('roundTrip'), roundTripMs === null ? '–' : milliseconds(roundTripMs)],
          [words('unsent'), bytes(figures?.unsentBytes ?? 0)],
          [words('joinsInFlight'), number(figures?.joinsInFlight ?? 0)],
          [words('joinsWaiting'), number(figures?.joinsWaiting ?? 0)],
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <OrderButton
          label={words('drainMonolith')}
          question={words('drainMonolithText', { count: rooms.length, number: number(rooms.length) })}
          done={words('drainMonolithDone')}
          order={{ kind: 'drain-monolith', monolith: id }}
          blocked={isLast ? words('lastMonolith') : null}
        />
      </div>
    </>
  );
}
