import { useWords } from '../../i18n/use-words.ts';
import { useRoom } from '../room-context.ts';
import { CopyButton } from '../share/copy-button.tsx';
import { LinkField } from '../share/link-field.tsx';
import { NewInvitationButton } from '../share/new-invitation-button.tsx';
import { useInvite } from '../share/use-invite.ts';
import { BanList } from './ban-list.tsx';
import type { SettingsEditor } from './use-settings.ts';

/** Who is let in: invitations to a private room, and who is banned (ROM-34, ROM-35). */
export function AccessSettings({ editor }: { readonly editor: SettingsEditor }) {
  const words = useWords('settings');
  const room = useWords('room');
  const { visibility } = useRoom();
  const invite = useInvite();

  const hint =
    visibility === 'private'
      ? 'invitationsHint'
      : editor.settings.visibility === 'private'
        ? 'invitationsSaveFirst'
        : 'invitationsNotNeeded';
  return (
    <div className="flex flex-col gap-6">
      <section aria-labelledby="invitations" className="flex flex-col gap-3">
        <h3 id="invitations" className="font-semibold">
          {words('invitations')}
        </h3>
        <p className="text-muted text-sm">{words(hint)}</p>
        <div className="flex flex-wrap gap-2">
          <NewInvitationButton invite={invite} />
          {invite.link !== null && (
            <>
              <LinkField label={room('invitationLink')} link={invite.link} />
              <CopyButton text={invite.link}>{room('copyInvitation')}</CopyButton>
            </>
          )}
        </div>
      </section>
      <BanList />
    </div>
  );
}
