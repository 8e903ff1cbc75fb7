import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { Invite } from './use-invite.ts';

export function NewInvitationButton({ invite }: { readonly invite: Invite }) {
  const words = useWords('room');
  return (
    <Button className="self-start" blocked={invite.blocked} pending={invite.isPending} onPress={invite.make}>
      <Icon name="add" />
      {words('newInvitation')}
    </Button>
  );
}
