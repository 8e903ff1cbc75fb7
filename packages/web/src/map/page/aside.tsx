import { useWords } from '../../i18n/use-words.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { AriaLanguage } from '../../parts/aria-language.tsx';
import type { Selection } from '../model/selection.ts';
import type { MapSnapshot } from '../model/snapshot.ts';
import { Details } from './details/details.tsx';
import { Legend } from './legend.tsx';
import { Overview } from './overview.tsx';
import { SiteList } from './site-list.tsx';

interface AsideProps {
  readonly shown: MapSnapshot;
  readonly selection: Selection | null;
  readonly onSelect: (selection: Selection | null) => void;
  readonly onGoTo: (selection: Selection) => void;
}

/** Beside the picture: what is selected, the numbers, everything as a list, and what the signs mean. */
export function Aside({ shown, selection, onSelect, onGoTo }: AsideProps) {
  const words = useWords('map');
  return (
    <aside
      aria-label={words('inWords')}
      className="map-aside border-line bg-surface flex min-h-0 flex-col border-l max-[60rem]:border-t max-[60rem]:border-l-0"
    >
      {selection !== null && (
        <Details shown={shown} selection={selection} onClose={() => onSelect(null)} onGoTo={onGoTo} />
      )}
      <AriaLanguage>
        <Tabs
          label={words('inWords')}
          className="flex-1"
          panelClassName="overflow-y-auto"
          tabs={[
            { id: 'overview', label: words('overview'), content: <Overview shown={shown} onGoTo={onGoTo} /> },
            {
              id: 'list',
              label: words('list'),
              content: <SiteList shown={shown} selection={selection} onGoTo={onGoTo} />,
            },
            { id: 'legend', label: words('legend'), content: <Legend /> },
          ]}
        />
      </AriaLanguage>
    </aside>
  );
}
