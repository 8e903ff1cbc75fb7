import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Boundary } from './boundary.tsx';
import { Button } from './button.tsx';

/** What is shown when a page breaks, or does not load: the reason, and a way on. Parts that open in it have boundaries of their own. */
export function PageBoundary({ children }: { readonly children: ReactNode }) {
  return <Boundary fallback={<BrokenPage />}>{children}</Boundary>;
}

/** It needs nothing that has yet to be loaded. */
function BrokenPage() {
  const words = useWords('common');
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col items-start justify-center gap-4 px-4">
      <h1 className="text-3xl font-bold">{words('brokenTitle')}</h1>
      <p className="text-muted text-lg">{words('broken')}</p>
      <Button look="primary" onPress={() => location.reload()}>
        {words('reload')}
      </Button>
    </main>
  );
}
