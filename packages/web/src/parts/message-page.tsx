import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useWords } from '../i18n/use-words.ts';
import { Icon, type IconName } from './icons.tsx';
import { SiteHeader } from './site-header.tsx';
import { usePageTitle } from './use-page-title.ts';

interface MessagePageProps {
  readonly title: string;
  /** What happened, in a sentence or two. */
  readonly children: ReactNode;
  readonly icon?: IconName;
  /** What to do next, beside going home. */
  readonly actions?: ReactNode;
}

/** A page that only says something: why there is no room to show, and what next (WEB-14). */
export function MessagePage({ title, children, icon = 'film', actions }: MessagePageProps) {
  const words = useWords('stopped');
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  // It takes the place of a page whose buttons are gone: so whoever does not see it hears it, and goes on from here (WEB-17).
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-6">
      <SiteHeader />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-lg flex-1 flex-col items-start justify-center gap-4 pb-24"
      >
        <span className="bg-accent-soft text-accent rounded-card inline-flex p-3">
          <Icon name={icon} className="size-7" />
        </span>
        <h1 ref={heading} tabIndex={-1} className="text-3xl font-bold wrap-anywhere outline-none">
          {title}
        </h1>
        <p className="text-muted text-lg wrap-anywhere">{children}</p>
        <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-3">
          {actions}
          <Link
            href="/"
            className="text-accent inline-flex min-h-10 items-center rounded font-medium underline underline-offset-4"
          >
            {words('home')}
          </Link>
        </div>
      </main>
    </div>
  );
}
