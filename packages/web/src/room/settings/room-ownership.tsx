import { Role } from '@usher/protocol';
import { useRef, useState } from 'react';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { callSite } from '../../session.ts';
import { useRoom, useYou } from '../room-context.ts';
import { DeleteRoom } from './delete-room.tsx';

/** Whose room it is, and its end (ROM-2). */
export function RoomOwnership({ onClose }: { readonly onClose: () => void }) {
  const words = useWords('settings');
  const errorText = useErrorText();
  const toast = useToast();
  const { name, hasOwner, isTemporary } = useRoom();
  const you = useYou();
  const [isBusy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const isOwner = you?.role === Role.Owner;

  async function claim() {
    setBusy(true);
    try {
      await callSite((api, token) => api.room(token, name).claim());
      toast(words('claimed'));
      // The button goes now: whoever is in the dialog by keys must not fall out of it.
      heading.current?.focus();
    } catch (error) {
      toast(errorText(error), { kind: 'error' });
    }
    setBusy(false);
  }

  return (
    <div className="flex flex-col gap-6">
      <section aria-labelledby="owner" className="flex flex-col items-start gap-3">
        <h3 ref={heading} id="owner" tabIndex={-1} className="font-semibold outline-none">
          {words('owner')}
        </h3>
        <p className="text-muted text-sm">
          {words(isOwner ? 'ownerIsYou' : hasOwner ? 'ownerIsOther' : 'ownerIsNobody')}
        </p>
        {(!hasOwner || isBusy) && (
          <Button
            pending={isBusy}
            blocked={you?.isLoggedIn ? null : words('claimNeedsAccount')}
            onPress={() => void claim()}
          >
            {words('claim')}
          </Button>
        )}
      </section>
      <section aria-labelledby="delete" className="flex flex-col items-start gap-3">
        <h3 id="delete" className="font-semibold">
          {words('deleteRoom')}
        </h3>
        {isTemporary ? (
          <p className="text-muted text-sm">{words('temporaryHint')}</p>
        ) : (
          <DeleteRoom blocked={isOwner ? null : words('deleteNeedsOwner')} onDeleted={onClose} />
        )}
      </section>
    </div>
  );
}
