import { describe, expect } from 'bun:test';
import { call, expectRefusal } from './http.ts';
import { itAlone } from './it.ts';
import { anonymous } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

/** What reaches everyone on the site. */
export function announcements(site: Target): void {
  describe('announcements', () => {
    itAlone('[API-20] [API-10] are for administrators, of a text', async () => {
      using room = await Room.generate(site);
      const [ann] = await room.enter();
      const by = await anonymous(site);
      expectRefusal(
        await call(site, 'POST', '/announce', { by, body: { text: 'spam' } }),
        403,
        'PermissionDeniedException',
      );
      if (site.apiKey === null) return;
      for (const body of [{}, { text: '' }, { text: 7 }, { text: 'x'.repeat(1001) }])
        expectRefusal(
          await call(site, 'POST', '/announce', { by: 'administrator', body }),
          400,
          'ZodValidationError',
        );
      expect(await ann.hearsAll()).toEqual([]);
    });

    if (site.apiKey === null) return;
    itAlone('[API-20] reach everyone in every room, once', async () => {
      const rooms = await Promise.all([1, 2, 3, 4].map(() => Room.generate(site)));
      using stack = new DisposableStack();
      for (const room of rooms) stack.use(room);
      const members = (await Promise.all(rooms.map((room) => room.enter()))).flat();
      for (const text of ['Back at nine', 'Back at ten']) {
        const { status } = await call(site, 'POST', '/announce', { by: 'administrator', body: { text } });
        expect(status).toBe(200);
      }
      for (const member of members) {
        expect(await member.hears({ action: 'announcement' })).toEqual({
          action: 'announcement',
          text: 'Back at nine',
        });
        await member.hears({ action: 'announcement', text: 'Back at ten' });
        expect(await member.hearsAll()).toEqual([]);
      }
    });
  });
}
