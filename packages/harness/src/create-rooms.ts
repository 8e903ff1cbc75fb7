import { SiteApi } from '@usher/client';

const AT_ONCE = 50;

/** Rooms of a new session, and its token. */
export async function createRooms(
  origin: string,
  count: number,
): Promise<{ readonly token: string; readonly rooms: string[] }> {
  const api = new SiteApi(origin);
  const token = await api.grantToken(null);
  const rooms: string[] = [];
  while (rooms.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - rooms.length) }, () =>
      api.generateRoom(token),
    );
    rooms.push(...(await Promise.all(some)));
  }
  return { token, rooms };
}
