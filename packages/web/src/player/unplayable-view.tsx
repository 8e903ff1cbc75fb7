import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { SkipButton } from './skip/skip-button.tsx';
import { useFullscreen } from './use-fullscreen.ts';

/** For items that some other client has added: there is no player for them here. */
export function UnplayableView({ title }: { readonly title: string }) {
  const words = useWords('player');
  const fullscreen = useFullscreen(null);
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 p-6 text-center">
      <p className="max-w-prose text-balance wrap-anywhere">{words('problemNoPlayer', { title })}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <SkipButton look="secondary" />
        {fullscreen.isOn && (
          <Button look="quiet" onPress={fullscreen.toggle}>
            {words('leaveFullscreen')}
          </Button>
        )}
      </div>
    </div>
  );
}
