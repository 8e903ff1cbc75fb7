import { describe, expect } from 'bun:test';
import { PLAYER_STATUSES, RequestType } from '@usher/protocol';
import { done } from './http.ts';
import { it } from './it.ts';
import { anonymous, uniqueName } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

/** What clients say that is no room request. */
export function statusAndClock(site: Target): void {
  describe('status, clock, notify, kickme', () => {
    it('[MSG-24] [MSG-23] a status is a user update for everyone, when it is another one', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      const statuses = PLAYER_STATUSES.filter((status) => status !== 'none');
      for (const status of [...statuses, 'none']) {
        bob.report(status);
        bob.report(status);
        for (const member of [ann, bob]) {
          expect(await member.hears({ action: 'user' })).toMatchObject({
            update: { kind: 'update', value: { id: bob.id, status } },
          });
        }
      }
      expect(await ann.hearsAll()).toEqual([]);
    });

    it('[MSG-24] a second auth is ignored', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      ann.say({ action: 'auth', token: (await anonymous(site)).token });
      expect(await ann.hearsAll()).toEqual([]);
      expect(await bob.hearsAll()).toEqual([]);
    });

    it('[MSG-24] [API-20] after a rename everyone hears the new name, in every room the session is in', async () => {
      using first = await Room.generate(site);
      using second = await Room.generate(site);
      const [ann] = await first.enter();
      const [bob] = await second.enter();
      const person = await anonymous(site);
      const [here, there] = [await first.admit(person), await second.admit(person)];
      const username = uniqueName('Zoë');
      await done(site, 'POST', '/user', { by: person, body: { username } });
      here.say({ action: 'notify', message: 'usernameChanged' });
      await ann.hears({ action: 'user', update: { kind: 'update', value: { id: here.id, name: username } } });
      await bob.hears({
        action: 'user',
        update: { kind: 'update', value: { id: there.id, name: username } },
      });
      ann.say({ action: 'notify', message: 'usernameChanged' }); // nothing has changed
      expect(await ann.hearsAll()).toEqual([]);
    });

    it('[MSG-24] kickme closes with the code asked for, or with 4000', async () => {
      using room = await Room.generate(site);
      const cases: [reason: unknown, code: number][] = [
        [undefined, 4000],
        [4123, 4123],
        [1000, 1000],
        [1011, 4000],
        [5000, 4000],
      ];
      for (const [reason, code] of cases) {
        const member = await room.admit(await anonymous(site));
        member.say({ action: 'kickme', reason });
        expect([reason, await member.ends()]).toEqual([reason, code]);
      }
    });

    it('[MSG-25] the clock is told to who asks, and to nobody else', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      ann.say({ action: 'clock', t0: 1234.5 });
      const { action, t0, t1, t2 } = await ann.hears({ action: 'clock' });
      expect({ action, t0 }).toEqual({ action: 'clock', t0: 1234.5 });
      expect(Number(t2)).toBeGreaterThanOrEqual(Number(t1));
      ann.ask({ type: RequestType.ApplySettings, settings: { title: 'now' } });
      const { serverTime } = await bob.hears({ action: 'sync', title: 'now' });
      expect(Number(serverTime)).toBeGreaterThanOrEqual(Number(t2));
      expect(await bob.hearsAll()).toEqual([]);
    });

    it('[MSG-24] [MSG-26] unknown actions are ignored; known ones that are wrong are told to their sender', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      for (const message of [{ action: 'dance' }, {}, { action: 7 }, { action: 'sync', title: 'forged' }])
        ann.say(message);
      expect(await ann.hearsAll()).toEqual([]);
      const wrong = [
        { action: 'status', status: 'asleep' },
        { action: 'status' },
        { action: 'req' },
        { action: 'req', request: {} },
        { action: 'req', request: { type: 'x' } },
      ];
      for (const message of wrong) {
        ann.say(message);
        expect(await ann.hears({ action: 'error' })).toMatchObject({ code: 'ZodValidationError' });
      }
      expect(await bob.hearsAll()).toEqual([]);
      expect(ann.closed).toBeNull();
    });
  });
}
