import type { ReactNode } from 'react';
import { sourceOf, titleOf } from '../video.ts';
import { AddVideo } from './add-video.tsx';
import { useRoom, useView } from './room-context.ts';
import { VideoPlayer } from './video-player.tsx';

/** Where the video is, or what there is instead. */
export function Stage() {
  const { currentSource } = useRoom();
  if (currentSource === null) return <EmptyStage />;
  const source = sourceOf(currentSource);
  if (source === null) {
    return (
      <Notice>
        This page cannot play {currentSource.service} videos yet: {titleOf(currentSource)}
      </Notice>
    );
  }
  return (
    <div className="relative bg-black">
      <VideoPlayer source={source} title={titleOf(currentSource)} />
      <WaitingFor />
    </div>
  );
}

function EmptyStage() {
  return (
    <div className="flex min-h-72 flex-col justify-center gap-6 p-5 sm:p-10 lg:min-h-[28rem]">
      <div className="flex flex-col gap-2">
        <h2 className="text-2xl font-semibold tracking-tight">What shall we watch?</h2>
        <p className="text-muted">
          Paste the address of a video. It starts for everyone who has the link to this room.
        </p>
      </div>
      <AddVideo />
    </div>
  );
}

function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <p className="text-muted flex min-h-72 items-center justify-center p-8 text-center wrap-anywhere">
      {children}
    </p>
  );
}

/** WEB-6 */
function WaitingFor() {
  const { users } = useView();
  const { waitingFor } = useRoom();
  const names = users.flatMap(({ id, name }) => (waitingFor.includes(id) ? [name] : []));
  if (names.length === 0) return null;
  return (
    <p className="absolute inset-x-0 top-3 mx-auto w-fit max-w-[90%] truncate rounded-full bg-black/75 px-4 py-1 text-sm text-white">
      Waiting for {names.join(', ')}…
    </p>
  );
}
