import { MediaPlayer, type MediaPlayerClass } from 'dashjs';
import type { Problem } from './media-player.ts';
import type { Stream, StreamEvents } from './stream.ts';

/** DASH by dash.js. */
export function openDash(video: HTMLVideoElement, url: string, events: StreamEvents): Stream {
  const dash: MediaPlayerClass = MediaPlayer().create();
  const types = MediaPlayer.events;
  /** What it has begun to load may be told of after its end, when it must not be asked anything any more. */
  let isOver = false;
  dash.updateSettings({
    // Who is to catch up with whom is the room's decision, not each player's.
    streaming: { liveCatchup: { enabled: false }, text: { defaultEnabled: false } },
  });
  dash.on(types.STREAM_INITIALIZED, () => {
    if (!isOver) events.onLive(dash.isDynamic());
  });
  dash.on(types.ERROR, ({ error }: { error?: unknown }) => {
    const problem = isOver ? null : problemOf(error);
    if (problem !== null) events.onProblem(problem);
  });
  dash.initialize(video, url, false);

  return {
    chooseCaptions(track) {
      const index = track === null ? -1 : Number(track.id);
      dash.enableText(index >= 0);
      dash.setTextTrack(index);
    },
    goLive: () => dash.seekToOriginalLive(),
    destroy() {
      isOver = true;
      dash.destroy();
    },
  };
}

/** The manifest did not come. */
const UNAVAILABLE: ReadonlySet<unknown> = new Set([11, 25]);
/** It came and is none, or is not for this browser. */
const UNSUPPORTED: ReadonlySet<unknown> = new Set([10, 20, 23, 24, 31, 32, 34, 35]);

/** What ends playback. A segment that does not come is asked for again, or passed over. */
function problemOf(error: unknown): Problem | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (UNAVAILABLE.has(code)) return 'unavailable';
  return UNSUPPORTED.has(code) ? 'unsupported' : null;
}
