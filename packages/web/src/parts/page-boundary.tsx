import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { useWords } from '../i18n/use-words.ts';

/** What is shown when a page breaks, or a part of it does not load: the reason, and a way on. */
export class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
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
