import type { Account } from '@usher/client';
import { useEffect, useState } from 'react';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';
import { EmailForm } from './email-form.tsx';
import { OwnRooms } from './own-rooms.tsx';
import { PasswordForm } from './password-form.tsx';
import { refreshUser } from './user-store.ts';

/** What comes with an account. */
export function LoggedInPanel({ onLeave }: { readonly onLeave?: () => void }) {
  const account = useAccount();
  return (
    <>
      <OwnRooms {...(onLeave && { onLeave })} />
      {account === null ? (
        <Skeleton className="h-24" />
      ) : (
        <>
          <EmailForm email={account.email ?? ''} />
          <PasswordForm username={account.username} hasPassword={account.hasPassword} />
        </>
      )}
      <LogOutButton />
    </>
  );
}

function useAccount(): Account | null {
  const [account, setAccount] = useState<Account | null>(null);
  const toast = useToast();
  const errorText = useErrorText();
  useEffect(() => {
    let isGone = false;
    callSite((api, token) => api.user(token).account()).then(
      (fresh) => isGone || setAccount(fresh),
      (error: unknown) => isGone || toast(errorText(error), { kind: 'error' }),
    );
    return () => {
      isGone = true;
    };
  }, [toast, errorText]);
  return account;
}

function LogOutButton() {
  const words = useWords('account');
  const toast = useToast();
  const errorText = useErrorText();
  const [isPending, setPending] = useState(false);

  async function logOut(): Promise<void> {
    setPending(true);
    try {
      await callSite((api, token) => api.user(token).logOut());
      toast(words('loggedOut'));
      await refreshUser();
    } catch (error) {
      toast(errorText(error), { kind: 'error' });
      setPending(false);
    }
  }

  return (
    <Button className="self-start" pending={isPending} onPress={() => void logOut()}>
      {words('logOut')}
    </Button>
  );
}
