import type { QueueItem, VideoAdd } from '@usher/protocol';

/** The clip that comes with the site. Its address is relative: a friend's browser finds it wherever it found the site (spec 8.3). */
export const DEMO_CLIP: VideoAdd = { service: 'direct', id: '/demo/usher-demo.mp4' };

/** Something to call an item by: its title, else the last part of its address. */
export function titleOf(item: Pick<QueueItem, 'title' | 'id'>): string {
  return item.title || (item.id.split(/[?#]/)[0]?.split('/').findLast(Boolean) ?? item.id);
}

/** 75 as "1:15". */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0/, '');
}
