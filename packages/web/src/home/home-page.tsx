import { Brand } from '../parts/brand.tsx';
import { CreateRoom } from './create-room.tsx';
import { JoinRoom } from './join-room.tsx';
import { PublicRooms } from './public-rooms.tsx';

/** WEB-10 */
export function HomePage() {
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col gap-12 px-5 py-4">
      <header>
        <Brand />
      </header>
      <main className="flex flex-col gap-14 pt-4 pb-16 sm:pt-12">
        <section className="flex flex-col gap-5">
          <h1 className="text-4xl font-semibold tracking-tight sm:text-5xl">Watch videos together</h1>
          <p className="text-muted max-w-xl text-lg">
            Open a room, share its link, and everyone in it sees the same moment of the same video, wherever
            they are.
          </p>
          <div className="mt-3 flex flex-col gap-6 sm:flex-row sm:items-end sm:gap-8">
            <CreateRoom />
            <JoinRoom />
          </div>
        </section>
        <PublicRooms />
      </main>
    </div>
  );
}
