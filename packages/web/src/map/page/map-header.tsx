import type { RefObject } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { BrandMark } from '../../parts/brand.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { PreferencesButton } from '../../parts/preferences-button.tsx';
import type { MapSnapshot } from '../model/snapshot.ts';
import type { ViewKind } from '../model/layout.ts';
import type { Selection } from '../model/selection.ts';
import { ConnectionBadge } from './connection-badge.tsx';
import { SearchField } from './search-field.tsx';
import { ViewSwitch } from './view-switch.tsx';

interface MapHeaderProps {
  readonly shown: MapSnapshot;
  readonly kind: ViewKind;
  readonly onKind: (kind: ViewKind) => void;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onFound: (selection: Selection) => void;
  readonly onHelp: () => void;
  readonly onLogOut: () => void;
}

export function MapHeader({ shown, kind, onKind, search, onFound, onHelp, onLogOut }: MapHeaderProps) {
  const words = useWords('map');
  const { number } = useFormat();
  const { view } = shown;
  const balancers = view.balancers.filter(({ state }) => state !== 'lost').length;
  const totals = [
    words('balancerCount', { count: balancers, number: number(balancers) }),
    words('monolithCount', { count: view.monoliths.length, number: number(view.monoliths.length) }),
    words('roomCount', { count: view.rooms.size, number: number(view.rooms.size) }),
    words('clientCount', { count: view.clients, number: number(view.clients) }),
  ];
  return (
    <header className="map-head border-line bg-surface flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2">
      <h1 className="flex items-center gap-2 text-lg font-bold">
        <BrandMark className="text-accent size-6" />
        {words('title')}
      </h1>
      <ConnectionBadge state={shown.state} />
      <p className="text-muted text-sm tabular-nums max-xl:hidden">{totals.join(' · ')}</p>
      <div className="flex-1" />
      <ViewSwitch kind={kind} onKind={onKind} />
      <SearchField shown={shown} field={search} onFound={onFound} />
      <div className="flex items-center">
        <Button look="icon" label={words('help')} onPress={onHelp}>
          <Icon name="help" />
        </Button>
        <PreferencesButton />
        <Button look="icon" label={words('logOut')} onPress={onLogOut}>
          <Icon name="leave" />
        </Button>
      </div>
    </header>
  );
}
