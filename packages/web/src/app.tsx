import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { HomePage } from './home/home-page.tsx';
import { MessagePage } from './parts/message-page.tsx';
import { ToastProvider } from './parts/toasts.tsx';

// WEB-17: who only looks at the home page does not load the room.
const RoomPage = lazy(async () => ({ default: (await import('./room/room-page.tsx')).RoomPage }));

export function App() {
  return (
    <ToastProvider>
      <Suspense>
        <Switch>
          <Route path="/">
            <HomePage />
          </Route>
          <Route path="/room/:name">{({ name }) => <RoomPage key={name} name={name} />}</Route>
          <Route>
            <MessagePage title="There is nothing here">
              The address does not lead to a page of this site.
            </MessagePage>
          </Route>
        </Switch>
      </Suspense>
    </ToastProvider>
  );
}
