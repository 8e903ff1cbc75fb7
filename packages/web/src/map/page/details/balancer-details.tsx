import { useFormat } from '../../../i18n/use-format.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { refusalToDrain } from '../../model/refusals.ts';
import { useSizes } from '../use-sizes.ts';
import type { DetailsProps } from './details.tsx';
import { Facts } from './facts.tsx';
import { OrderButton } from './order-button.tsx';

export function BalancerDetails({ shown, id }: DetailsProps) {
  const words = useWords('map');
  const { number } = useFormat();
  const { bytes, milliseconds } = useSizes();
  const balancer = shown.view.balancerById.get(id);
  if (balancer === undefined) return <p className="text-muted mt-2">{words('gone')}</p>;
  const { region, state, clients, figures } = balancer;
  const refusal = refusalToDrain(shown, id);
  const numbers = [
    [words('clients'), number(clients)],
    [words('authenticating'), number(figures?.clients.authenticating ?? 0)],
    [words('queueToClients'), bytes(figures?.queueBytes.toClients ?? 0)],
    [words('queueToMonoliths'), bytes(figures?.queueBytes.toMonoliths ?? 0)],
    [words('queueFromClients'), bytes(figures?.queueBytes.fromClients ?? 0)],
    [words('seriesLag'), milliseconds(figures?.lagMs ?? 0)],
  ] as const;
  return (
    <>
      <Facts
        rows={[
          [words('region'), region],
          [words('state'), words(state)],
          ...(state === 'lost' ? [] : numbers),
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <OrderButton
          label={words('drainBalancer')}
          question={words('drainBalancerText')}
          done={words('drainBalancerDone')}
          order={{ kind: 'drain' }}
          blocked={refusal && words(refusal)}
        />
      </div>
    </>
  );
}
