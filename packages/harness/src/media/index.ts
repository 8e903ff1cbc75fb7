export { makeClips, type ClipName } from './make-clips.ts';
export { MediaServer } from './media-server.ts';
