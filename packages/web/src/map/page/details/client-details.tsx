import { useWords } from '../../../i18n/use-words.ts';
import { shortened } from '../../model/names.ts';
import { refusalToKick } from '../../model/refusals.ts';
import type { DetailsProps } from './details.tsx';
import { Facts } from './facts.tsx';
import { LinkButton } from './link-button.tsx';
import { OrderButton } from './order-button.tsx';

export function ClientDetails({ shown, id, onGoTo }: DetailsProps) {
  const words = useWords('map');
  const model = shown.models.find(({ clients }) => clients.has(id));
  const room = model?.clients.get(id);
  if (model === undefined || room === undefined) return <p className="text-muted mt-2">{words('gone')}</p>;
  const refusal = refusalToKick(shown, id);
  return (
    <>
      <Facts
        rows={[
          [
            words('room'),
            <LinkButton key="room" onPress={() => onGoTo({ kind: 'room', id: room.key })}>
              {room.key}
            </LinkButton>,
          ],
          [words('state'), room.clients.get(id) === true ? words('waits') : words('served')],
          [words('balancer'), shortened(model.id)],
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <OrderButton
          label={words('kick')}
          question={words('kickText')}
          done={words('kickDone')}
          order={{ kind: 'kick', client: id }}
          blocked={refusal && words(refusal)}
        />
      </div>
    </>
  );
}
