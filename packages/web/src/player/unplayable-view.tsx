import { RequestType } from '@usher/protocol';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { useBlocked, useClient } from '../room/room-context.ts';

/** For items that some other client has added: there is no player for them here. */
export function UnplayableView({ title }: { readonly title: string }) {
  const words = useWords('player');
  const client = useClient();
  const blocked = useBlocked('playback.skip');
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 p-6 text-center">
      <p className="max-w-prose text-balance wrap-anywhere">{words('problemNoPlayer', { title })}</p>
      <Button blocked={blocked} onPress={() => client.send({ type: RequestType.Skip })}>
        {words('skip')}
      </Button>
    </div>
  );
}
