import { lazy, Suspense, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { useUser } from './user-store.ts';

const loadDialog = () => import('./account-dialog.tsx');
const AccountDialog = lazy(async () => ({ default: (await loadDialog()).AccountDialog }));

/** Who one is here, and the way to change it. */
export function AccountButton() {
  const words = useWords('common');
  const user = useUser();
  const [isOpen, setOpen] = useState(false);
  const name = user?.loggedIn === true ? user.username : null;
  return (
    <span onPointerEnter={() => void loadDialog()}>
      <Button
        look="quiet"
        label={name === null ? words('account') : words('accountOf', { name })}
        expanded={isOpen}
        onPress={() => setOpen(true)}
      >
        {name === null ? <Icon name="account" /> : <Avatar name={name} size="small" />}
        <span className="hidden max-w-40 truncate sm:inline">{name ?? words('account')}</span>
      </Button>
      <Suspense>{isOpen && <AccountDialog onClose={() => setOpen(false)} />}</Suspense>
    </span>
  );
}
