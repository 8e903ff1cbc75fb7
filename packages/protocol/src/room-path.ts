import { roomKey, type RoomKey } from './ids.ts';

/**
 * The room that a client's upgrade request names: `<base>/api/room/<name>`, with or without a trailing slash (CON-1).
 * `pathname` is the URL's path without its query string; `base` begins and ends with a slash.
 * `null` when the path or the name is not one of a room.
 */
export function roomOfSocketPath(pathname: string, base = '/'): RoomKey | null {
  const prefix = `${base}api/room/`;
  if (!pathname.startsWith(prefix)) return null;
  const rest = pathname.slice(prefix.length);
  return roomKey(rest.endsWith('/') ? rest.slice(0, -1) : rest);
}

/** Paths under `/api/room/` that are operations of the API and not rooms (BAL-20, ROM-1). */
export const RESERVED_ROOM_NAMES: ReadonlySet<string> = new Set(['list', 'create', 'generate']);

/** The room that an HTTP request is about: `<base>/api/room/<name>` and everything below it (BAL-20), else `null`. */
export function roomOfHttpPath(pathname: string, base = '/'): RoomKey | null {
  const prefix = `${base}api/room/`;
  if (!pathname.startsWith(prefix)) return null;
  const end = pathname.indexOf('/', prefix.length);
  const name = end < 0 ? pathname.slice(prefix.length) : pathname.slice(prefix.length, end);
  const key = roomKey(name);
  return key === null || RESERVED_ROOM_NAMES.has(key) ? null : key;
}
