import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import type { ViewKind } from '../model/layout.ts';
import { Aside } from './aside.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { LiveStatus } from './live-status.tsx';
import { MapHeader } from './map-header.tsx';
import { PictureView } from './picture-view.tsx';
import { useMapStore } from './use-map-store.ts';
import { usePageKeys } from './use-page-keys.ts';
import { useSelection } from './use-selection.ts';

interface MapPageProps {
  readonly onRefused: () => void;
  readonly onLogOut: () => void;
}

/** The map: a picture, the same in words beside it, and what operators can do. */
export function MapPage({ onRefused, onLogOut }: MapPageProps) {
  const words = useWords('map');
  usePageTitle(words('title'));
  const { store, shown } = useMapStore(onRefused);
  const { selection, isGoneTo, select, goTo } = useSelection();
  const [kind, setKind] = useState<ViewKind>('topology');
  const [isHelpOpen, setHelpOpen] = useState(false);
  const search = usePageKeys({ onView: setKind, onHelp: () => setHelpOpen(true) });
  return (
    <div className="map-page">
      <MapHeader
        shown={shown}
        kind={kind}
        onKind={setKind}
        search={search}
        onFound={goTo}
        onHelp={() => setHelpOpen(true)}
        onLogOut={onLogOut}
      />
      <main className="contents">
        <PictureView store={store} kind={kind} selection={selection} isGoneTo={isGoneTo} onSelect={select} />
        <Aside shown={shown} selection={selection} onSelect={select} onGoTo={goTo} />
      </main>
      <LiveStatus shown={shown} selection={selection} />
      <HelpDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
