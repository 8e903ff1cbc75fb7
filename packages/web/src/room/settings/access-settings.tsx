import { useState } from 'react';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { callSite } from '../../session.ts';
import { useOffline, useRoom } from '../room-context.ts';
import { CopyButton } from '../share/copy-button.tsx';
import { BanList } from './ban-list.tsx';
import type { SettingsEditor } from './use-settings.ts';

/** Who is let in: invitations to a private room, and who is banned (ROM-34, ROM-35). */
export function AccessSettings({ editor }: { readonly editor: SettingsEditor }) {
  const words = useWords('settings');
  const errorText = useErrorText();
  const toast = useToast();
  const offline = useOffline();
  const { name, visibility } = useRoom();
  const [link, setLink] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function invite() {
    setBusy(true);
    try {
      const code = await callSite((api, token) => api.room(token, name).invite());
      setLink(`${location.origin}${location.pathname}?invite=${encodeURIComponent(code)}`);
    } catch (error) {
      toast(errorText(error), { kind: 'error' });
    }
    setBusy(false);
  }

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
          <Button blocked={offline} pending={isBusy} onPress={() => void invite()}>
            <Icon name="add" />
            {words('newInvitation')}
          </Button>
          {link !== null && (
            <>
              <input
                readOnly
                aria-label={words('invitationLink')}
                value={link}
                onFocus={({ target }) => target.select()}
                className="field min-w-40 flex-1"
              />
              <CopyButton text={link}>{words('copyInvitation')}</CopyButton>
            </>
          )}
        </div>
      </section>
      <BanList />
    </div>
  );
}
