import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { MapSnapshot } from '../model/snapshot.ts';
import { SERIES, type Series } from '../model/rates.ts';
import type { Selection } from '../model/selection.ts';
import { NewsList } from './news-list.tsx';
import { Sparkline } from './sparkline.tsx';
import { useSizes } from './use-sizes.ts';

const WORDS = {
  clients: 'seriesClients',
  fromClients: 'seriesFromClients',
  toClients: 'seriesToClients',
  queue: 'seriesQueue',
  lag: 'seriesLag',
} as const satisfies Record<Series, string>;

interface OverviewProps {
  readonly shown: MapSnapshot;
  readonly onGoTo: (selection: Selection) => void;
}

/** The site in numbers, their last minute, and what has happened. */
export function Overview({ shown, onGoTo }: OverviewProps) {
  const words = useWords('map');
  const { number } = useFormat();
  const { bytes, milliseconds } = useSizes();
  const { view, history, missing } = shown;
  const written = {
    clients: number,
    fromClients: number,
    toClients: number,
    queue: bytes,
    lag: milliseconds,
  } satisfies Record<Series, (value: number) => string>;
  return (
    <div className="flex flex-col gap-5 p-4">
      {view.waiting > 0 && (
        <p className="bg-danger-soft rounded-control text-text px-3 py-2 font-medium">
          {words('waitingNow', { count: view.waiting, number: number(view.waiting) })}
        </p>
      )}
      {missing.length > 0 && (
        <p className="bg-danger-soft rounded-control text-text px-3 py-2">
          {words('missing', { addresses: missing.join(', ') })}
        </p>
      )}
      <dl className="flex flex-col gap-2">
        {SERIES.map((series) => (
          <div key={series} className="border-line grid grid-cols-[1fr_auto] items-end gap-x-3 border-b pb-2">
            <dt className="text-muted text-sm">{words(WORDS[series])}</dt>
            <dd className="row-span-2">
              <Sparkline values={history[series]} />
            </dd>
            <dd className="text-2xl leading-tight font-semibold tabular-nums">
              {written[series](history[series].at(-1) ?? 0)}
            </dd>
          </div>
        ))}
      </dl>
      <NewsList news={shown.news} onGoTo={onGoTo} />
    </div>
  );
}
