import { useWords } from '../i18n/use-words.ts';
import { SiteHeader } from '../parts/site-header.tsx';
import { usePageTitle } from '../parts/use-page-title.ts';
import { CreateRoom } from './create-room.tsx';
import { InStep } from './in-step.tsx';
import { JoinRoom } from './join-room.tsx';
import { PublicRooms } from './public-rooms.tsx';
import { MoreRoomOptions } from './more-room-options.tsx';

/** WEB-10 */
export function HomePage() {
  const words = useWords('home');
  usePageTitle(words('title'));
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-4 sm:px-6">
      <SiteHeader />
      <main id="content" tabIndex={-1} className="flex flex-col gap-12 pt-4 pb-16 sm:gap-14 sm:pt-10">
        <section className="grid items-center gap-10 lg:grid-cols-[minmax(0,7fr)_minmax(0,6fr)] lg:gap-14">
          <div className="flex flex-col gap-5">
            <h1 className="text-4xl leading-[1.08] font-extrabold sm:text-5xl">{words('title')}</h1>
            <p className="text-muted max-w-lg text-lg">{words('lead')}</p>
            <div className="mt-2 flex flex-col gap-x-4 gap-y-2 sm:flex-row sm:items-center">
              <CreateRoom />
              <p className="text-muted text-sm">{words('noAccount')}</p>
            </div>
            <JoinRoom />
          </div>
          <InStep />
        </section>
        <MoreRoomOptions />
        <PublicRooms />
      </main>
    </div>
  );
}
