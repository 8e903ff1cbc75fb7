import { useCallback } from 'react';
import { closeSession } from '../feed/operator-api.ts';
import { LoginPage } from './login-page.tsx';
import { MapPage } from './map-page.tsx';
import { NoKeyPage } from './no-key-page.tsx';
import { UnreachablePage } from './unreachable-page.tsx';
import { useSession } from './use-session.ts';

/** The map, or what stands in its way. */
export function LiveMap({ givenKey }: { readonly givenKey: string | null }) {
  const { state, check } = useSession(givenKey);
  const logOut = useCallback(() => void closeSession().then(check), [check]);
  switch (state) {
    case 'unknown':
      return null;
    case 'unreachable':
      return <UnreachablePage />;
    case 'no-key':
      return <NoKeyPage />;
    case 'closed':
      return <LoginPage onOpen={check} />;
    case 'open':
      return <MapPage onRefused={check} onLogOut={logOut} />;
  }
}
