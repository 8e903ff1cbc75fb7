import { describe, expect } from 'bun:test';
import { LIMITS, RequestType } from '@usher/protocol';
import { it } from './it.ts';
import { Member } from './member.ts';
import { anonymous } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

const say = (text: unknown) => ({ type: RequestType.Chat, text });

/** Chat, and what newcomers get to read of it. */
export function chat(site: Target): void {
  describe('chat', () => {
    it('[MSG-11] [MSG-22] is heard by everyone, in order and as it was said', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      const texts = [
        'hi',
        '"quotes" \\ and {braces}',
        'Ünï©ödé 🎬\nsecond line',
        'x'.repeat(LIMITS.chatLengthMax),
      ];
      ann.ask(...texts.map(say));
      for (const text of texts) {
        for (const member of [ann, bob]) {
          expect(await member.hears({ action: 'chat' })).toEqual({
            action: 'chat',
            from: { id: ann.id, name: expect.any(String), isLoggedIn: false, status: 'none', role: 0 },
            text,
          });
        }
      }
    });

    it('[MSG-22] a joiner gets the last 50, after `you`', async () => {
      using room = await Room.generate(site);
      const [ann] = await room.enter();
      const texts = Array.from({ length: LIMITS.chatHistoryMax + 5 }, (_, n) => `line ${n}`);
      ann.ask(...texts.map(say));
      await ann.hears({ action: 'chat', text: texts.at(-1) });
      using joiner = await Member.knock(site, room.name, await anonymous(site));
      await joiner.hears({ action: 'you' });
      const [next] = await joiner.hearsAll();
      expect(next).toMatchObject({ action: 'chats', messages: texts.slice(5).map((text) => ({ text })) });
    });

    it('[MSG-11] nothing, too much and no text are refused', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      const wrong = ['', 'x'.repeat(LIMITS.chatLengthMax + 1), 7, null, undefined, ['hi']];
      await room.refuses(
        { asker, witness },
        ...wrong.map((text) => [say(text), 'ZodValidationError'] as const),
      );
    });

    it('[MSG-11] is heard in its room only', async () => {
      using room = await Room.generate(site);
      using other = await Room.generate(site);
      const [ann, bob] = await room.enter();
      const [stranger] = await other.enter();
      ann.ask(say('a secret'));
      await bob.hears({ action: 'chat' });
      expect(await stranger.hearsAll()).toEqual([]);
    });
  });
}
