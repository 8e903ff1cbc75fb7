import { useWords } from '../i18n/use-words.ts';
import { AccountButton } from '../account/account-button.tsx';
import { Brand } from '../parts/brand.tsx';
import { PreferencesButton } from '../parts/preferences-button.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { useView } from './room-context.ts';
import { roomTitle } from './room-title.ts';
import { SettingsButton } from './settings/settings-button.tsx';
import { ShareButton } from './share/share-button.tsx';

export function RoomHeader({ name }: { readonly name: string }) {
  const words = useWords('common');
  const room = useView((view) => view.room);
  const title = roomTitle(room?.title ?? '', room?.name ?? name, words('untitledRoom'));
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <Brand />
      <h1 dir="auto" title={title} className="text-muted min-w-12 flex-1 truncate">
        {title}
      </h1>
      <ConnectionStatus />
      {room !== null && (
        <div className="flex items-center gap-1">
          <ShareButton />
          <SettingsButton />
          <span className="flex items-center max-sm:hidden">
            <PreferencesButton />
            <AccountButton />
          </span>
        </div>
      )}
    </header>
  );
}
