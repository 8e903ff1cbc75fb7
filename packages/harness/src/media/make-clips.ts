import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { requireTool } from '../tools.ts';

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=size=160x90:rate=25'];
const SOUND = ['-f', 'lavfi', '-i', 'sine=frequency=440'];
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25', '-bf', '0'];
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'];
const SEGMENTS = ['-hls_time', '1', '-hls_segment_type', 'fmp4', '-hls_playlist_type', 'vod'];

/** How each is made, by its path. */
const CLIPS = {
  'clip.mp4': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac'],
  'faststart.mp4': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac', '-movflags', 'faststart'],
  'clip.mov': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac'],
  'clip.webm': [...PICTURE, ...SOUND, ...VP9, '-c:a', 'libopus'],
  'clip.mp3': SOUND,
  'clip.ogg': [...SOUND, '-c:a', 'libvorbis'],
  'clip.opus': [...SOUND, '-c:a', 'libopus'],
  'clip.m4a': [...SOUND, '-c:a', 'aac'],
  'hls/master.m3u8': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac', ...SEGMENTS],
  'dash/manifest.mpd': [...PICTURE, ...SOUND, ...H264, '-c:a', 'aac', '-seg_duration', '1', '-f', 'dash'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ClipName = keyof typeof CLIPS;

/**
 * Makes small clips with picture and sound in `directory`, one after the other; all kinds if `names` does not say which. Needs `ffmpeg`:
 * see `requireTool`.
 */
export async function makeClips(
  directory: string,
  {
    names = Object.keys(CLIPS) as ClipName[],
    seconds = 2,
  }: { names?: readonly ClipName[]; seconds?: number } = {},
): Promise<void> {
  const { path: ffmpeg } = requireTool('ffmpeg');
  for (const name of names) {
    const file = join(directory, name);
    await mkdir(dirname(file), { recursive: true });
    const length = ['-t', String(seconds)];
    const command = [ffmpeg, '-loglevel', 'error', '-y', ...CLIPS[name], ...length, ...outputOf(name, file)];
    const made = Bun.spawn(command, { cwd: dirname(file), stdin: 'ignore', stderr: 'pipe' });
    if ((await made.exited) !== 0) throw new Error(`ffmpeg cannot make ${name}: ${await made.stderr.text()}`);
  }
}

/** An HLS stream has a master playlist besides that of its only quality. */
function outputOf(name: ClipName, file: string): string[] {
  if (name !== 'hls/master.m3u8') return [file];
  return ['-master_pl_name', 'master.m3u8', '-f', 'hls', join(dirname(file), 'stream.m3u8')];
}
