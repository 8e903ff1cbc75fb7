import { Link } from 'wouter';
import { useWords } from '../i18n/use-words.ts';

export function Brand() {
  const words = useWords('common');
  return (
    <Link
      href="/"
      aria-label={words('siteHome')}
      className="-mx-1.5 inline-flex min-h-10 shrink-0 items-center gap-2 rounded-lg px-1.5 text-lg font-bold tracking-tight"
    >
      <BrandMark className="text-accent size-7" />
      Usher
    </Link>
  );
}

/** A U like a seat in the stalls. */
export function BrandMark({ className }: { readonly className: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={className} fill="none" stroke="currentColor">
      <path d="M9 6.5v10a7 7 0 0 0 14 0v-10" strokeWidth="4.2" strokeLinecap="round" />
      <path d="M12.5 28h7" strokeWidth="2.6" strokeLinecap="round" opacity="0.55" />
    </svg>
  );
}
