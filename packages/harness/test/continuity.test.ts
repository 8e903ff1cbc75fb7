import { describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { startSite, tempDir } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { CLIPS, everyoneIn, furnishRooms } from './furnished-rooms.ts';
import { LongClips } from './long-clips.ts';
import { observeRoom, offCourse, type ObservedRoom } from './observed-room.ts';
import { restartAll } from './restart-all.ts';
import { talk } from './talkers.ts';

const ROOMS = 24;
/** As far as the eye can see. */
const OFF_COURSE_MAX_SECONDS = 0.3;

describe('rooms whose Monoliths are all restarted, one by one', () => {
  it('[ROM-3] [ROM-10] [OWN-4] [OWN-7] [CON-4] keep all that they have and play on, under load', async () => {
    using data = tempDir();
    await using clips = new LongClips(CLIPS);
    const monolith = { data_dir: data.path, media_allow_hosts: [clips.host] };
    await using site = await startSite({ monoliths: 3, balancers: 1 }, { monolith });
    const [balancer] = site.balancers;
    if (balancer === undefined) throw new Error('no Balancer');
    const { port } = balancer.ports;
    const rooms = await furnishRooms(port, ROOMS, clips);
    const talkers = rooms.flatMap(everyoneIn);
    const token = await new SiteApi(`http://127.0.0.1:${port}`).grantToken(null);
    const observe = async () => {
      const observed: ObservedRoom[] = [];
      for (const { room } of rooms) observed.push(await observeRoom(port, room, token));
      await until('the observer is gone', () => talkers.every(({ users }) => users.size === 4));
      for (const talker of talkers) talker.forgetComings();
      return observed;
    };

    const before = await observe();
    const talking = talk(talkers);
    await using restarted = new AsyncDisposableStack();
    restarted.use(await restartAll(site, balancer, monolith));
    await talking.stop();
    const inRoom = ({ room }: { room: string }) => talkers.filter((talker) => talker.room === room);
    await until('all is heard', () =>
      talkers.every((talker) => inRoom(talker).every((other) => talker.heardOf(other).length >= other.said)),
    );
    for (const talker of talkers) {
      expect(talker.closed).toBeNull();
      expect(talker.comings).toEqual([]);
      expect(talker.monoliths.length).toBeGreaterThan(1);
    }

    const after = await observe();
    const furthest = { serverTime: 0, wallTime: 0 };
    for (const [index, then] of before.entries()) {
      const now = after[index];
      if (now === undefined) throw new Error('not observed');
      expect(now.state).toEqual(then.state);
      expect(now.users).toEqual(then.users);
      expect(now.chats.map(({ text }) => text)).toEqual([...(rooms[index]?.owner.lastHeard(50) ?? [])]);
      for (const clock of ['serverTime', 'wallTime'] as const)
        furthest[clock] = Math.max(furthest[clock], offCourse(then, now, clock));
    }
    const [store, wall] = Object.values(furthest).map((seconds) => Math.round(seconds * 1000));
    process.stdout.write(
      `rolling restart, ${ROOMS} rooms: off course by ${store} ms of room time, ${wall} ms of wall time\n`,
    );
    expect(furthest.serverTime).toBeLessThan(OFF_COURSE_MAX_SECONDS);
    expect(furthest.wallTime).toBeLessThan(OFF_COURSE_MAX_SECONDS);
    for (const talker of talkers) talker[Symbol.dispose]();
  }, 120_000);
});
