import { describe, expect } from 'bun:test';
import { DEFAULT_GRANTS, RequestType, Role, SKIP_CATEGORIES } from '@usher/protocol';
import { it } from './it.ts';
import { Member } from './member.ts';
import { anonymous } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

/** Joins and leaves: who hears what, in which order. */
export function joinOrder(site: Target): void {
  describe('joins and leaves', () => {
    it('[MSG-0] [MSG-20] [MSG-23] [ROM-2] a joiner gets its messages in the order of the rules, the others theirs', async () => {
      using room = await Room.generate(site);
      const ann = await room.admit(await anonymous(site));
      using bob = await Member.knock(site, room.name, await anonymous(site));
      expect(await bob.hears({ action: 'sync', name: room.name })).toEqual(fullSync(room.name));
      const heard = await bob.hearsAll();
      const me = { id: bob.id, name: expect.any(String), isLoggedIn: false, status: 'none', role: 0 };
      const others = [
        {
          action: 'event',
          request: { type: RequestType.Join, info: { id: bob.id, username: expect.any(String) } },
          user: me,
          additional: {},
        },
        { action: 'sync', playbackPosition: 0, serverTime: expect.any(Number) },
        { action: 'user', update: { kind: 'update', value: me } },
      ];
      const annAsUser = { ...me, id: ann.id };
      expect(heard).toEqual([
        ...others,
        { action: 'user', update: { kind: 'init', value: [annAsUser, me] } },
        { action: 'you', info: { id: bob.id } },
        { action: 'chats', messages: [] },
      ]);
      expect(await ann.hearsAll()).toEqual(others);
    });

    it('[MSG-1] [MSG-23] a leave is an event with the user, then the user is removed', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      bob.leave();
      const user = { id: bob.id, name: expect.any(String), isLoggedIn: false, status: 'none', role: 0 };
      const event = await ann.hears({ action: 'event' });
      const removed = await ann.hears({ action: 'user' });
      expect([event, removed]).toEqual([
        { action: 'event', request: { type: RequestType.Leave }, user, additional: { user } },
        { action: 'user', update: { kind: 'remove', value: bob.id } },
      ]);
      expect((await room.state())['users']).toMatchObject([{ id: ann.id }]);
    });

    it('[MSG-0] [MSG-1] a forged Join or Leave closes its sender alone, with 1008', async () => {
      using room = await Room.generate(site);
      const [ann] = await room.enter();
      for (const type of [RequestType.Join, RequestType.Leave]) {
        const forger = await room.admit(await anonymous(site));
        forger.ask({ type, info: { id: ann.id, username: 'mallory' } });
        expect(await forger.ends()).toBe(1008);
        await ann.hears({ action: 'user', update: { kind: 'remove', value: forger.id } });
      }
      expect(ann.closed).toBeNull();
    });

    it('[MSG-10] nobody can update users by themselves', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      const info = { id: bob.id, username: 'mallory', role: Role.Administrator };
      await room.refuses({ asker: ann, witness: bob }, [
        { type: RequestType.UpdateUser, info },
        'ZodValidationError',
      ]);
    });

    it('[MSG-20] the time of a full sync is that of its clock, which is named', async () => {
      using room = await Room.generate(site);
      using ann = await Member.knock(site, room.name, await anonymous(site));
      using bob = await Member.knock(site, room.name, await anonymous(site));
      const [first, second] = await Promise.all(
        [ann, bob].map((member) => member.hears({ action: 'sync', name: room.name })),
      );
      expect(first?.['clockId']).toBeString();
      expect(first?.['clockId']).toBe(second?.['clockId'] as string);
      expect(Math.abs(Number(first?.['serverTime']) - Date.now())).toBeLessThan(60_000);
    });
  });

  deltas(site);
}

function deltas(site: Target): void {
  describe('deltas', () => {
    it('[MSG-21] what changes at a time is one sync, of what has changed only', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.rest(ann);
      const settings = { title: 'One', description: 'Two', enableVoteSkip: true };
      ann.ask(
        { type: RequestType.ApplySettings, settings },
        { type: RequestType.PlaybackSpeed, speed: 2 },
        { type: RequestType.ApplySettings, settings: { title: 'Three' } },
      );
      expect(await bob.hears({ action: 'sync' })).toEqual({
        action: 'sync',
        ...settings,
        title: 'Three',
        playbackSpeed: 2,
        playbackPosition: 0,
        serverTime: expect.any(Number),
      });
    });

    it('[MSG-21] changes that never end are not held back for ever; syncs are 50 ms apart at least', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.rest(ann);
      const times: number[] = [];
      for (let n = 1; times.length < 3; n++) {
        ann.ask({ type: RequestType.ApplySettings, settings: { description: `${n}` } });
        await Bun.sleep(20); // less than the quiet that a delta waits for
        for (const { serverTime, action } of await bob.hearsAll())
          if (action === 'sync') times.push(Number(serverTime));
        expect(n).toBeLessThan(60);
      }
      const [first = 0, second = 0, third = 0] = times;
      expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(50);
    });

    it('[MSG-21] a position is told only when it has jumped', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.rest(ann);
      ann.ask({ type: RequestType.ApplySettings, settings: { title: 'No jump' } });
      expect(await bob.hears({ action: 'sync' })).not.toHaveProperty('playbackPosition');
    });
  });
}

const fullSync = (name: string) => ({
  action: 'sync',
  name,
  title: '',
  description: '',
  isTemporary: true,
  visibility: 'unlisted',
  queueMode: 'manual',
  isPlaying: false,
  playbackPosition: 0,
  playbackSpeed: 1,
  currentSource: null,
  queue: [],
  prevQueue: null,
  grants: DEFAULT_GRANTS,
  hasOwner: false,
  voteCounts: [],
  votesToSkip: [],
  enableVoteSkip: false,
  autoSkipSegmentCategories: SKIP_CATEGORIES,
  videoSegments: [],
  restoreQueueBehavior: 1,
  waitForReadySeconds: 10,
  waitingFor: [],
  serverTime: expect.any(Number),
  clockId: expect.any(String),
});
