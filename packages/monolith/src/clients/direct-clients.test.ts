import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { chat } from '../testing/test-monolith.ts';
import { TestSite } from '../testing/test-site.ts';

describe('clients that connect to a Monolith directly', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
    await site.createRoom({ name: 'Lounge' });
  });
  afterEach(() => site.stop());

  it('[CON-1] meet in a room, whatever the case of its name', async () => {
    const [first, second] = [await site.join('lounge'), await site.join('LOUNGE/?from=here')];
    first.say(chat('hello'));
    await until('both hear it', () => second.heard('chat').length > 0 && first.heard('chat').length > 0);
    expect(second.heard('chat')).toMatchObject([{ text: 'hello' }]);
  });

  const refusals: [
    rule: string,
    what: string,
    code: number,
    path: string,
    frames: (string | Uint8Array)[],
  ][] = [
    ['CON-1', 'a name that no room can have', 4001, '/api/room/a%20b', []],
    ['CON-1', 'another path', 4001, '/elsewhere', []],
    ['CON-2', 'another message first', 4004, '/api/room/lounge', ['{"action":"status"}']],
    ['CON-2', 'an unknown token', 4004, '/api/room/lounge', ['{"action":"auth","token":"forged"}']],
    ['CON-2', 'what is not JSON', 1007, '/api/room/lounge', ['hello']],
    ['CON-7', 'a binary frame', 1003, '/api/room/lounge', [new Uint8Array(3)]],
    ['CON-5', 'too large a message', 1009, '/api/room/lounge', ['x'.repeat(65_537)]],
  ];
  for (const [rule, what, code, path, frames] of refusals) {
    it(`[${rule}] are closed with ${code} for ${what}`, async () => {
      const client = site.connect(path);
      for (const frame of frames) client.sendRaw(frame);
      expect(await client.closed).toBe(code);
    });
  }

  it('[CON-9] are closed with 4002 when the room does not exist', async () => {
    const client = site.connect('/api/room/nowhere');
    client.say({ action: 'auth', token: site.token });
    expect(await client.closed).toBe(4002);
  });

  it('[CON-2] hear nothing of a room that has not let them in', async () => {
    const speaker = await site.join('lounge');
    const stranger = site.connect('/api/room/lounge');
    stranger.say({ action: 'auth', token: 'forged' });
    for (let words = 0; words < 20; words++) speaker.say(chat('a secret'));
    expect(await stranger.closed).toBe(4004);
    expect(stranger.heard('chat')).toEqual([]);
  });

  it('[LNK-26] cannot send Join and Leave themselves, which disturbs nobody else', async () => {
    const [forger, other] = [await site.join('lounge'), await site.join('lounge')];
    forger.sendRaw('{"action":"req","request":{"type":1.0}}');
    expect(await forger.closed).toBe(1008);
    await until('the other learns that it left', () =>
      JSON.stringify(other.heard('user')).includes('"remove"'),
    );
  });

  it('[OWN-6] are closed with 1013 where another Monolith has the room', async () => {
    const other = await site.add();
    expect((await site.call('GET', '/api/room/lounge', { at: other })).status).toBe(200);
    const client = site.connect('/api/room/lounge');
    client.say({ action: 'auth', token: site.token });
    expect(await client.closed).toBe(1013);
  });

  it('[CON-8] are refused when the page of another site connects', async () => {
    const client = site.connect('/api/room/lounge', { Origin: 'https://evil.example' });
    expect(await client.closed).toBe(1006);
  });

  it('[CON-9] are told to reconnect when the Monolith goes away, and find the room as it was', async () => {
    const client = await site.join('lounge');
    client.say(chat('before'));
    await until('it is said', () => client.heard('chat').length > 0);
    await site.stopFirst();
    expect(await client.closed).toBe(1001);
    await site.add();
    const again = await site.join('lounge');
    await until('the chat is sent', () => again.heard('chats').length > 0);
    expect(again.heard('chats')).toMatchObject([{ messages: [{ text: 'before' }] }]);
  });
});
