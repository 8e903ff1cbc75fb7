import { useWords } from '../i18n/use-words.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { Failure } from './failure.tsx';
import { LoggedInPanel } from './logged-in-panel.tsx';
import { LogInOrRegister } from './log-in-or-register.tsx';
import { NameForm } from './name-form.tsx';
import { retryUser, useUserReading } from './user-store.ts';

/** WEB-18: who one is here. `onLeave` is called when what was chosen leads away from it. */
export function AccountPanel({ onLeave }: { readonly onLeave?: () => void }) {
  const words = useWords('account');
  const { user, error } = useUserReading();
  if (user === null && error !== null) return <Failure error={error} onRetry={retryUser} />;
  if (user === null) return <Skeleton className="h-40" />;
  return (
    <div className="flex flex-col gap-6">
      <NameForm key={user.username} name={user.username} />
      {user.loggedIn ? (
        <LoggedInPanel {...(onLeave && { onLeave })} />
      ) : (
        <section className="border-line flex flex-col gap-4 border-t pt-5">
          <p className="text-muted text-sm">{words('whyAccount')}</p>
          <LogInOrRegister />
        </section>
      )}
    </div>
  );
}
