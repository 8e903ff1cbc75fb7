import type { ReactNode } from 'react';
import { BrandMark } from '../../parts/brand.tsx';
import { PreferencesButton } from '../../parts/preferences-button.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useWords } from '../../i18n/use-words.ts';

/** A page before the map: why it cannot be seen yet, and what to do about it. */
export function Gate({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const words = useWords('map');
  usePageTitle(words('title'));
  return (
    <div className="mx-auto flex min-h-dvh max-w-lg flex-col px-4">
      <header className="flex items-center gap-2 py-3 text-lg font-bold">
        <BrandMark className="text-accent size-7" />
        <span className="flex-1">Usher · {words('title')}</span>
        <PreferencesButton />
      </header>
      <main className="flex flex-1 flex-col justify-center gap-5 pb-24">
        <h1 className="text-3xl font-bold">{title}</h1>
        {children}
      </main>
    </div>
  );
}
