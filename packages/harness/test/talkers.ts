import { percentile, until } from '@usher/kit/testing';
import { Talker } from '../src/talker.ts';

/** Fills rooms with clients of one session, `perRoom` in each. */
export async function fillRooms(
  port: number,
  rooms: readonly string[],
  options: { perRoom: number; token: string },
): Promise<Talker[]> {
  const { perRoom, token } = options;
  const everywhere = rooms.flatMap((room) => Array.from({ length: perRoom }, () => room));
  const talkers = await Promise.all(everywhere.map((room) => Talker.join(port, room, token)));
  await until('all know all', () => talkers.every(({ users }) => users.size === perRoom));
  for (const talker of talkers) talker.forgetComings();
  return talkers;
}

/** All talk, five times a second each, until told to stop. */
export function talk(talkers: readonly Talker[]): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const slices = Array.from({ length: 20 }, (_, slice) => talkers.filter((__, n) => n % 20 === slice));
  const talking = (async () => {
    while (!stopping.signal.aborted) {
      for (const slice of slices) {
        for (const talker of slice) talker.say();
        await Bun.sleep(10);
      }
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await talking;
    },
  };
}

/** For people. */
export function describePauses(pauses: readonly number[]): string {
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => Math.round(percentile(pauses, share)));
  return `${pauses.length} pauses: p50 ${p50} ms, p99 ${p99} ms, max ${max} ms`;
}
