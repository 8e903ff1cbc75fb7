import { useWords } from '../../../i18n/use-words.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import type { Selection } from '../../model/selection.ts';
import type { MapSnapshot } from '../../model/snapshot.ts';
import { KIND_WORDS } from '../kind-words.ts';
import { BalancerDetails } from './balancer-details.tsx';
import { ClientDetails } from './client-details.tsx';
import { MonolithDetails } from './monolith-details.tsx';
import { RoomDetails } from './room-details.tsx';

export interface DetailsProps {
  readonly shown: MapSnapshot;
  readonly id: string;
  readonly onGoTo: (selection: Selection) => void;
}

interface AnyDetailsProps extends Omit<DetailsProps, 'id'> {
  readonly selection: Selection;
  readonly onClose: () => void;
}

const KINDS = {
  balancer: BalancerDetails,
  monolith: MonolithDetails,
  room: RoomDetails,
  client: ClientDetails,
} as const;

/** What is selected, and what can be done about it. */
export function Details({ shown, selection, onClose, onGoTo }: AnyDetailsProps) {
  const words = useWords('map');
  const Kind = KINDS[selection.kind];
  return (
    <section aria-labelledby="details-title" className="border-line max-h-[55%] overflow-y-auto border-b p-4">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="text-muted text-sm">{words(KIND_WORDS[selection.kind])}</p>
          <h2 id="details-title" className="font-semibold wrap-anywhere">
            {selection.id}
          </h2>
        </div>
        <Button look="icon" label={words('closeDetails')} onPress={onClose}>
          <Icon name="remove" />
        </Button>
      </div>
      <Kind key={selection.id} shown={shown} id={selection.id} onGoTo={onGoTo} />
    </section>
  );
}
