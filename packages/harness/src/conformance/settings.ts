import { describe, expect } from 'bun:test';
import { PERMISSIONS, RequestType, Role } from '@usher/protocol';
import { done } from './http.ts';
import { it } from './it.ts';
import { castOf } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

const apply = (wanted: object) => ({ type: RequestType.ApplySettings, settings: wanted });

const OTHERS = {
  title: 'Movies & „more“',
  description: 'First line\nsecond line',
  visibility: 'public',
  queueMode: 'loop',
  autoSkipSegmentCategories: [],
  restoreQueueBehavior: 0,
  enableVoteSkip: true,
  waitForReadySeconds: 0,
};

/** What a room is configured to. */
export function settings(site: Target): void {
  describe('settings', () => {
    it('[MSG-13] [ROM-32] [ROM-1] all are a sync of what has changed, falsy values too', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      ann.ask(apply(OTHERS));
      expect(await bob.hears({ action: 'sync' })).toEqual({
        action: 'sync',
        ...OTHERS,
        serverTime: expect.any(Number),
      });
      expect(await room.state()).toMatchObject(OTHERS);
      const longest = { title: 'x'.repeat(254), description: 'y'.repeat(4000), waitForReadySeconds: 60 };
      bob.ask(apply(longest));
      await ann.hears({ action: 'sync', ...longest });
      ann.ask(apply({ title: '', description: '' }));
      await bob.hears({ action: 'sync', title: '', description: '' });
    });

    it('[ROM-32] what is so already changes nothing and needs no permission', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      staff.owner.ask(
        apply({
          grants: [
            [0, 0],
            [1, 0],
            [2, 0],
            [3, 0],
          ],
        }),
      );
      await room.rest(staff.owner);
      const { title, description, visibility, queueMode } = await room.state();
      staff.anonymous.ask(apply({ title, description, visibility, queueMode, grants: [[0, 0]] }), apply({}));
      expect(await staff.anonymous.hearsAll()).toEqual([]);
      expect(await staff.owner.hearsAll()).toEqual([]);
    });

    it('[MSG-13] [ROM-32] all permissions are checked before anything is applied', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const titleOnly = 1 << PERMISSIONS['configure-room.set-title'].bit;
      staff.owner.ask(
        apply({
          grants: [
            [0, titleOnly],
            [1, 0],
            [2, 0],
            [3, 0],
          ],
        }),
      );
      await room.rest(staff.owner);
      const denied = [
        { description: 'also' },
        { visibility: 'unlisted' },
        { queueMode: 'dj' },
        { enableVoteSkip: true },
        { waitForReadySeconds: 3 },
        { restoreQueueBehavior: 2 },
        { autoSkipSegmentCategories: [] },
        { grants: [[0, 0]] },
        { grants: [[3, 1]] },
      ];
      await room.refuses(
        { asker: staff.anonymous, witness: staff.owner },
        ...denied.map((also) => [apply({ title: 'New', ...also }), 'PermissionDeniedException'] as const),
      );
    });

    it('[MSG-13] [ROM-30] grants that are not named stay as they are', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { grants: before } = await room.state();
      staff.owner.ask(apply({ grants: [[Role.RegisteredUser, 7]] }));
      const { grants } = await staff.anonymous.hears({ action: 'sync' });
      expect(grants).toEqual(
        (before as [Role, number][]).map(([role, mask]) => [role, role === Role.RegisteredUser ? 7 : mask]),
      );
    });

    it('[ROM-2] [API-20] a room without an owner is claimed by a user with an account, once', async () => {
      using room = await Room.generate(site);
      const { registered } = await castOf(site);
      const [ann] = await room.enter();
      const claimant = await room.admit(registered);
      await done(site, 'PATCH', `/room/${room.name}`, { by: registered, body: { claim: true } });
      await ann.hears({
        action: 'user',
        update: { kind: 'update', value: { id: claimant.id, role: Role.Owner } },
      });
      await ann.hears({ action: 'sync', hasOwner: true });
    });
  });
}
