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
import { LinkField } from './link-field.tsx';
import { NewInvitationButton } from './new-invitation-button.tsx';
import { useInvite } from './use-invite.ts';

const qrCode = new LazyPart(() => import('./qr-code.tsx'), 'QrCode');

/** What lets friends in, and the ways to bring it to them (WEB-11): the room's address; of a private room an invitation (ROM-35). */
export function ShareCard() {
  const words = useWords('room');
  const { visibility } = useRoom();
  const invite = useInvite();
  const id = useId();
  const isPrivate = visibility === 'private';

  return (
    <div role="group" aria-labelledby={id} className="bg-raised rounded-card flex flex-col gap-3 p-4 sm:p-5">
      <h3 id={id} className="font-semibold">
        {words('shareTitle')}
      </h3>
      <p className="text-muted text-sm">{words(isPrivate ? 'shareTextPrivate' : 'shareText')}</p>
      {!isPrivate && (
        <LinkTools label={words('roomLink')} link={location.origin + location.pathname}>
          {words('copyLink')}
        </LinkTools>
      )}
      {isPrivate && invite.link === null && <NewInvitationButton invite={invite} />}
      {isPrivate && invite.link !== null && (
        <LinkTools label={words('invitationLink')} link={invite.link}>
          {words('copyInvitation')}
        </LinkTools>
      )}
    </div>
  );
}

interface LinkToolsProps {
  readonly label: string;
  readonly link: string;
  /** What copying it is called. */
  readonly children: string;
}

function LinkTools({ label, link, children }: LinkToolsProps) {
  const words = useWords('room');
  const { title, name } = useRoom();
  const [isQrShown, setQrShown] = useState(false);
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <LinkField label={label} link={link} />
        <CopyButton text={link}>{children}</CopyButton>
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
    </>
  );
}

/** People may think better of it. */
async function share(url: string, title: string): Promise<void> {
  await navigator.share({ url, title }).catch(() => {});
}
