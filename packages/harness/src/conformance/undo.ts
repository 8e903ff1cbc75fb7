import { describe, expect } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { call, done, expectRefusal } from './http.ts';
import { it } from './it.ts';
import type { Heard, Shape } from './member.ts';
import { anonymous } from './people.ts';
import { DEMO, idsOf, Room, video } from './room.ts';
import type { Target } from './target.ts';

const undoOf = (event: unknown) => ({ type: RequestType.Undo, event });

/** What can be taken back. */
export function undo(site: Target): void {
  describe('undo', () => {
    it('[MSG-12] [ROM-24] of a seek goes back to where the room remembers that it was', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      ann.ask({ type: RequestType.Seek, value: 10 });
      await bob.hears({ action: 'event' });
      ann.ask({ type: RequestType.Seek, value: 40 });
      const event = await bob.hears({ action: 'event' });
      bob.ask(undoOf(event));
      await ann.hears({
        action: 'event',
        request: { type: RequestType.Seek, value: 10 },
        user: { id: bob.id },
      });
      await ann.hears({ action: 'sync', playbackPosition: 10 });
    });

    it('[MSG-12] [ROM-24] of a skip plays again what was skipped, from there', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('next'));
      ann.ask({ type: RequestType.Seek, value: 25 }, { type: RequestType.Skip });
      const event = await bob.hears({ action: 'event', request: { type: RequestType.Skip } });
      await bob.hears({ action: 'sync', currentSource: video('next') });
      ann.ask(undoOf(event));
      const sync = await bob.hears({ action: 'sync', currentSource: DEMO });
      expect(sync).toMatchObject({ playbackPosition: 25 });
      expect(idsOf((await room.state())['queue'])).toEqual([video('next').id]);
    });

    it('[MSG-12] [ROM-24] of an addition takes it out of the queue, all of it', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('stays'));
      for (const request of [{ video: video('a') }, { videos: [video('b'), video('c')] }]) {
        ann.ask({ type: RequestType.Add, ...request });
        const event = await bob.hears({ action: 'event', request: { type: RequestType.Add } });
        await room.rest(ann);
        ann.ask(undoOf(event));
        const { queue } = await bob.hears({ action: 'sync' });
        expect(idsOf(queue)).toEqual([video('stays').id]);
      }
    });

    it('[MSG-12] [ROM-24] [API-20] of a removal puts it back where it was, by message and over HTTP', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      const person = await anonymous(site);
      await room.admit(person);
      const item = { ...video('b'), startAt: 3, endAt: 9 };
      await room.fill(ann, DEMO, video('a'), item, video('c'));
      const undoes: ((event: Heard) => unknown)[] = [
        (event) => ann.ask(undoOf(event)),
        (event) => done(site, 'POST', `/room/${room.name}/undo`, { by: person, body: { data: { event } } }),
      ];
      for (const undoIt of undoes) {
        ann.ask({ type: RequestType.Remove, video: video('b') });
        const event = await bob.hears({ action: 'event', request: { type: RequestType.Remove } });
        await room.rest(ann);
        await undoIt(event);
        const { queue } = await bob.hears({ action: 'sync' });
        expect(queue).toMatchObject([video('a'), item, video('c')]);
      }
    });

    it('[ROM-24] what the client says about the past is not believed', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      await room.fill(asker, DEMO, video('a'));
      asker.ask({ type: RequestType.Remove, video: video('a') });
      const event = await witness.hears({ action: 'event' });
      await room.rest(asker);
      const forged = (change: Shape): Shape => undoOf({ ...event, ...change });
      await room.refuses(
        { asker, witness },
        [forged({ additional: { video: video('evil'), queueIdx: 0 } }), 'BadApiArgumentException'],
        [forged({ request: { type: RequestType.Remove, video: video('evil') } }), 'BadApiArgumentException'],
        [forged({ request: { type: RequestType.Skip } }), 'BadApiArgumentException'],
        [forged({ request: { type: RequestType.Chat, text: 'x' } }), 'BadApiArgumentException'],
      );
      asker.ask(undoOf(event));
      await room.rest(asker);
      await room.refuses({ asker, witness }, [undoOf(event), 'BadApiArgumentException']); // once only
    });

    it('[MSG-12] [ROM-24] what has changed meanwhile cannot be undone', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      await room.fill(asker, DEMO, video('a'));
      asker.ask({ type: RequestType.Seek, value: 5 }, { type: RequestType.Remove, video: video('a') });
      const seek = await witness.hears({ action: 'event', request: { type: RequestType.Seek } });
      const removal = await witness.hears({ action: 'event', request: { type: RequestType.Remove } });
      asker.ask({ type: RequestType.Skip });
      await room.fill(asker, video('b'), video('a'));
      await room.refuses(
        { asker, witness },
        [undoOf(seek), 'VideoNotFoundException'],
        [undoOf(removal), 'VideoAlreadyQueued'],
      );
    });

    it('[API-20] [API-10] over HTTP it needs a client in the room and an event', async () => {
      using room = await Room.generate(site);
      const [ann] = await room.enter();
      await room.fill(ann, DEMO);
      const by = await anonymous(site);
      const path = `/room/${room.name}/undo`;
      const event = { request: { type: RequestType.Seek } };
      expectRefusal(
        await call(site, 'POST', path, { by, body: { data: { event } } }),
        400,
        'ClientNotFoundInRoomException',
      );
      for (const body of [{}, { data: {} }, { data: { event: { request: {} } } }, []])
        expectRefusal(await call(site, 'POST', path, { by, body }), 400, 'ZodValidationError');
      expectRefusal(await call(site, 'POST', path, { body: { data: { event } } }), 400, 'MissingToken');
      expectRefusal(
        await call(site, 'POST', '/room/no-such-room/undo', { by, body: { data: { event } } }),
        404,
        'RoomNotFoundException',
      );
    });
  });
}
