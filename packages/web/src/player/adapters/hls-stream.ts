import HlsJs, { ErrorTypes, Events, type ErrorData } from 'hls.js';
import type { Stream, StreamEvents } from './stream.ts';

/** A decoder that stumbles is given another chance, but not for ever. */
const RECOVERIES_MAX = 2;

/** HLS by hls.js; the whole of it, because the light build knows neither subtitles nor separate sound. */
export function openHls(video: HTMLVideoElement, url: string, events: StreamEvents): Stream {
  const hls = new HlsJs({
    liveDurationInfinity: true,
    // Its blob would be a script from nowhere to a Content-Security-Policy.
    enableWorker: false,
  });
  let recoveries = 0;

  hls.on(Events.LEVEL_LOADED, (_event, { details }) => events.onLive(details.live));
  hls.on(Events.ERROR, (_event, { fatal, type, response }: ErrorData) => {
    if (!fatal) return;
    if (type === ErrorTypes.MEDIA_ERROR && ++recoveries <= RECOVERIES_MAX) return hls.recoverMediaError();
    // Whatever else is wrong, an answer came and was no stream.
    const hasAnswer = type !== ErrorTypes.NETWORK_ERROR || (response?.code ?? 0) === 200;
    events.onProblem(hasAnswer ? 'unsupported' : 'unavailable');
  });
  hls.loadSource(url);
  hls.attachMedia(video);

  return {
    goLive: () => {
      if (hls.liveSyncPosition !== null) video.currentTime = hls.liveSyncPosition;
    },
    destroy: () => hls.destroy(),
  };
}
