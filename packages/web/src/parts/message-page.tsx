import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Brand } from './brand.tsx';

interface MessagePageProps {
  readonly title: string;
  /** What happened, in a sentence or two. */
  readonly children: ReactNode;
  /** What to do next, beside going home. */
  readonly actions?: ReactNode;
}

/** A page that only says something: why there is no room to show, and what next (WEB-14). */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-5 py-4">
      <header>
        <Brand />
      </header>
      <main className="flex flex-1 flex-col items-start justify-center gap-4 pb-24">
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="text-muted text-lg">{children}</p>
        <div className="mt-2 flex flex-wrap items-center gap-3">
          {actions}
          <Link href="/" className="text-accent rounded underline underline-offset-4">
            Back to the home page
          </Link>
        </div>
      </main>
    </div>
  );
}
