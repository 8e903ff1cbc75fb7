import { useWords } from '../i18n/use-words.ts';
import { SiteHeader } from '../parts/site-header.tsx';
import { usePageTitle } from '../parts/use-page-title.ts';
import { AccountPanel } from './account-panel.tsx';

/** The account as a page, for who comes by a link. */
export function AccountPage() {
  const words = useWords('account');
  usePageTitle(words('title'));
  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 pb-12 sm:px-6">
      <SiteHeader />
      <main id="content" tabIndex={-1} className="mx-auto flex w-full max-w-md flex-col gap-6 pt-6 sm:pt-12">
        <h1 className="text-3xl font-bold">{words('title')}</h1>
        <AccountPanel />
      </main>
    </div>
  );
}
