import { AccountButton } from '../account/account-button.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Brand } from './brand.tsx';
import { PreferencesButton } from './preferences-button.tsx';
import { SkipLink } from './skip-link.tsx';

/** The top of every page but a room's. The page's main part has the id `content`. */
export function SiteHeader() {
  const words = useWords('common');
  return (
    <header className="flex items-center gap-1 py-3">
      <SkipLink to="content">{words('skipToContent')}</SkipLink>
      <div className="flex-1">
        <Brand />
      </div>
      <PreferencesButton />
      <AccountButton />
    </header>
  );
}
