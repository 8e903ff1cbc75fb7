import type { SiteApi } from '@usher/client';
import { useState } from 'react';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';
import { EmailForm } from './email-form.tsx';
import { Failure } from './failure.tsx';
import { OwnRooms } from './own-rooms.tsx';
import { PasswordForm } from './password-form.tsx';
import { useAsked } from './use-asked.ts';
import { refreshUser } from './user-store.ts';

/** What comes with an account. */
export function LoggedInPanel({ onLeave }: { readonly onLeave?: () => void }) {
  return (
    <>
      <OwnRooms {...(onLeave && { onLeave })} />
      <AccountForms />
      <LogOutButton />
    </>
  );
}

const askAccount = (api: SiteApi, token: string) => api.user(token).account();

function AccountForms() {
  const asked = useAsked(askAccount);
  switch (asked.state) {
    case 'asking':
      return <Skeleton className="h-24" />;
    case 'failed':
      return <Failure error={asked.error} onRetry={asked.again} />;
    case 'known':
      return (
        <>
          <EmailForm email={asked.value.email ?? ''} />
          <PasswordForm username={asked.value.username} hasPassword={asked.value.hasPassword} />
        </>
      );
  }
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
