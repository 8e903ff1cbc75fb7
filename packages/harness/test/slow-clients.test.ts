import { describe, expect, it } from 'bun:test';
import type { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { startFront, type FrontName } from './front.ts';

const FRONTS: [what: string, name: FrontName][] = [
  ['of a Monolith itself', 'monolith'],
  ['of a Balancer', 'balancer'],
];
/** Nobody is slowed down: what a room says is made of what clients say. */
const TALKATIVE = { messages_per_second: 1_000_000, messages_burst: 1_000_000 };
const MiB = 1024 * 1024;
/** A chat of almost 6 KiB. */
const WORDS = '界'.repeat(1990);
const chat = { action: 'req', request: { type: 11, text: WORDS } };

/** How many chats a client has heard, without parsing them. */
const heardBy = (client: TestClient) => client.heard.filter((text) => text.includes(WORDS)).length;

for (const [what, name] of FRONTS) {
  describe(`a client ${what} that does not read`, () => {
    it('[LNK-51] above four times its queue at once: cut off without a close frame, it leaves, it is counted', async () => {
      await using front = await startFront(name, { limits: { ...TALKATIVE, client_queue: '256KiB' } });
      const stalled = await front.join();
      using speaker = await front.join();
      stalled.pause();
      let said = 0;
      await until('it has left', () => {
        for (let n = 0; n < 40 && said < 4000; n++, said++) speaker.say(chat);
        return speaker.heard.some((text) => text.includes('"kind":"remove"'));
      });
      await until('the other one has heard all', () => heardBy(speaker) === said);
      expect(speaker.closed).toBeNull();
      expect(await front.metric('slow_consumers_total{limit="client_queue_hard"}')).toBe(1);
      stalled.resume();
      expect(await stalled.ended()).toMatchObject({ code: 1006 });
    }, 30_000);

    it('[LNK-51] above its queue for 5 s: the same; one that catches up in time stays', async () => {
      await using front = await startFront(name, { limits: { ...TALKATIVE, client_queue: '4MiB' } });
      using stalled = await front.join();
      using late = await front.join();
      using speaker = await front.join();
      stalled.pause();
      late.pause();
      const count = 1950; // more than the system takes, less than four times the queue
      for (let n = 0; n < count; n++) speaker.say(chat);
      await until('the speaker has heard all', () => heardBy(speaker) === count);
      const waiting = async () => front.metric('queue_bytes{kind="to_clients"}');
      await until('something waits', async () => (await waiting()) > 8 * MiB);
      late.resume();
      await until('the late one has caught up', () => heardBy(late) === count);
      await until(
        'the other one has left',
        () => speaker.heard.some((text) => text.includes('"kind":"remove"')),
        15_000,
      );
      expect(await front.metric('slow_consumers_total{limit="client_queue"}')).toBe(1);
      expect(front.logs()).toContain(`${name}.limits.client_queue`);
      expect(late.closed).toBeNull();
    }, 30_000);

    it('[LNK-51] too much over all clients: those with the most are cut off first', async () => {
      await using front = await startFront(name, {
        limits: { ...TALKATIVE, client_queue: `${16 * MiB}B`, client_queues: '5MiB' },
      });
      using most = await front.join();
      using less = await front.join();
      using speaker = await front.join();
      most.pause();
      for (let n = 0; n < 400; n++) speaker.say(chat);
      await until('the first part is said', () => heardBy(speaker) === 400);
      less.pause();
      for (let n = 0; n < 1450; n++) speaker.say(chat);
      await until(
        'one has left',
        () => speaker.heard.some((text) => text.includes('"kind":"remove"')),
        15_000,
      );
      expect(await front.metric('slow_consumers_total{limit="client_queues"}')).toBe(1);
      less.resume();
      await until('the other one hears all', () => heardBy(less) === 1850);
      expect(less.closed).toBeNull();
    }, 30_000);
  });
}
