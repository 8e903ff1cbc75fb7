import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { LazyPart } from '../parts/lazy-part.ts';
import { ShownPart } from '../parts/shown-part.tsx';
import { useUser } from './user-store.ts';

const accountDialog = new LazyPart(() => import('./account-dialog.tsx'), 'AccountDialog');

/** Who one is here, and the way to change it. */
export function AccountButton() {
  const words = useWords('common');
  const user = useUser();
  const [isOpen, setOpen] = useState(false);
  const name = user?.loggedIn === true ? user.username : null;
  return (
    <span onPointerEnter={() => accountDialog.preload()}>
      <Button
        look="quiet"
        label={name === null ? words('account') : words('accountOf', { name })}
        expanded={isOpen}
        onPress={() => setOpen(true)}
      >
        {name === null ? <Icon name="account" /> : <Avatar name={name} size="small" />}
        <span dir="auto" className="hidden max-w-40 truncate sm:inline">
          {name ?? words('account')}
        </span>
      </Button>
      <ShownPart part={accountDialog} isShown={isOpen} onShow={setOpen}>
        {(AccountDialog) => <AccountDialog onClose={() => setOpen(false)} />}
      </ShownPart>
    </span>
  );
}
