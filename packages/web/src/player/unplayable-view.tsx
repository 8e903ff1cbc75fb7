import { useWords } from '../i18n/use-words.ts';
import { SkipButton } from './skip/skip-button.tsx';

/** For items that some other client has added: there is no player for them here. */
export function UnplayableView({ title }: { readonly title: string }) {
  const words = useWords('player');
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 p-6 text-center">
      <p className="max-w-prose text-balance wrap-anywhere">{words('problemNoPlayer', { title })}</p>
      <SkipButton look="secondary" />
    </div>
  );
}
