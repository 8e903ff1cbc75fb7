import { usePlayer } from './player-context.tsx';
import { usePlayback } from './use-playback.ts';

interface VideoPlayerProps {
  readonly source: string;
  readonly title: string;
}

/** One `<video>` for all items: browsers that ask for a click ask for it once per element. */
export function VideoPlayer({ source, title }: VideoPlayerProps) {
  const { setVideo } = usePlayer();
  const { status, needsClick, join } = usePlayback(source);

  return (
    <>
      <video
        ref={setVideo}
        data-testid="player"
        src={source}
        aria-label={title}
        playsInline
        preload="auto"
        className="aspect-video max-h-[calc(100dvh-14rem)] min-h-40 w-full bg-black"
      />
      {status === 'error' && (
        <p className="absolute inset-0 flex items-center justify-center p-6 text-center text-balance text-white">
          This video cannot be loaded here. The room goes on without you; skip it if it is the same for the
          others.
        </p>
      )}
      {needsClick && (
        <button
          type="button"
          onClick={join}
          className="absolute inset-0 flex cursor-pointer items-center justify-center bg-black/50 p-4"
        >
          <span className="bg-accent text-on-accent rounded-full px-6 py-3 font-semibold">
            Click to join playback
          </span>
        </button>
      )}
    </>
  );
}
