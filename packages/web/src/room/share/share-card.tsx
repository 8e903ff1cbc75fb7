import { useId, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { LazyPart } from '../../parts/lazy-part.ts';
import { ShownPart } from '../../parts/shown-part.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useRoom } from '../room-context.ts';
import { roomTitle } from '../room-title.ts';
import { CopyButton } from './copy-button.tsx';

const qrCode = new LazyPart(() => import('./qr-code.tsx'), 'QrCode');

/** The room's address, and the ways to bring it to friends (WEB-11). */
export function ShareCard() {
  const words = useWords('room');
  const { title, name } = useRoom();
  const [isQrShown, setQrShown] = useState(false);
  const id = useId();
  const link = location.origin + location.pathname;

  return (
    <div role="group" aria-labelledby={id} className="bg-raised rounded-card flex flex-col gap-3 p-4 sm:p-5">
      <h3 id={id} className="font-semibold">
        {words('shareTitle')}
      </h3>
      <p className="text-muted text-sm">{words('shareText')}</p>
      <div className="flex flex-wrap gap-2">
        <input
          readOnly
          aria-label={words('roomLink')}
          value={link}
          onFocus={({ target }) => target.select()}
          className="field min-w-40 flex-1"
        />
        <CopyButton text={link}>{words('copyLink')}</CopyButton>
        {'share' in navigator && (
          <Button onPress={() => void share(link, roomTitle(title, name, words('watchTogether')))}>
            <Icon name="share" />
            {words('share')}
          </Button>
        )}
        <Button pressed={isQrShown} onPress={() => setQrShown(!isQrShown)}>
          {words('qrCode')}
        </Button>
      </div>
      <ShownPart
        part={qrCode}
        isShown={isQrShown}
        onShow={setQrShown}
        fallback={<Skeleton className="size-44" />}
      >
        {(QrCode) => <QrCode text={link} />}
      </ShownPart>
    </div>
  );
}

/** People may think better of it. */
async function share(url: string, title: string): Promise<void> {
  await navigator.share({ url, title }).catch(() => {});
}
