import { lazy, Suspense } from 'react';
import { Route, Router, Switch } from 'wouter';
import { HomePage } from './home/home-page.tsx';
import { PageBoundary } from './parts/page-boundary.tsx';
import { ToastProvider } from './parts/toasts.tsx';
import { SITE } from './session.ts';

// WEB-17: who only looks at the home page does not load the rest.
const RoomPage = lazy(async () => ({ default: (await import('./room/room-page.tsx')).RoomPage }));
const AccountPage = lazy(async () => ({ default: (await import('./account/account-page.tsx')).AccountPage }));
const NotFoundPage = lazy(async () => ({ default: (await import('./not-found-page.tsx')).NotFoundPage }));

const BASE_PATH = new URL(SITE).pathname.replace(/\/$/, '');

export function App() {
  return (
    <ToastProvider>
      <PageBoundary>
        <Suspense>
          <Router base={BASE_PATH}>
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
          </Router>
        </Suspense>
      </PageBoundary>
    </ToastProvider>
  );
}
