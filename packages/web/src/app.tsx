import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { HomePage } from './home/home-page.tsx';
import { PageBoundary } from './parts/page-boundary.tsx';
import { ToastProvider } from './parts/toasts.tsx';

// WEB-17: who only looks at the home page does not load the rest.
const RoomPage = lazy(async () => ({ default: (await import('./room/room-page.tsx')).RoomPage }));
const AccountPage = lazy(async () => ({ default: (await import('./account/account-page.tsx')).AccountPage }));
const NotFoundPage = lazy(async () => ({ default: (await import('./not-found-page.tsx')).NotFoundPage }));

export function App() {
  return (
    <ToastProvider>
      <PageBoundary>
        <Suspense>
          <Switch>
            <Route path="/">
              <HomePage />
            </Route>
            <Route path="/room/:name">{({ name }) => <RoomPage key={name} name={name} />}</Route>
            <Route path="/account">
              <AccountPage />
            </Route>
            <Route>
              <NotFoundPage />
            </Route>
          </Switch>
        </Suspense>
      </PageBoundary>
    </ToastProvider>
  );
}
