import { expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { TestSite } from '../testing/test-site.ts';
import { readNews, writeNews, type News } from './news.ts';

it.each<News>([
  { kind: 'announcement', text: 'Back at nine' },
  { kind: 'session-changed', session: 'a hash' },
  { kind: 'account-changed', account: 7 },
])('news are read as they were written: %p', (news) => {
  expect(readNews(writeNews(news))).toEqual(news);
});

it.each(['', '{', '7', '{"kind":"from the future"}', '{"kind":"announcement"}'])('%p is no news', (text) => {
  expect(readNews(text)).toBeNull();
});

it('[MSG-24] [WEB-18] a user who changes at one Monolith changes in the rooms of all', async () => {
  const site = await TestSite.start();
  try {
    const other = await site.add();
    const client = await site.join((await newRoom(site)).room, site.token, other);
    const namesHeard = () => JSON.stringify(client.heard('user'));
    await site.call('POST', '/api/user', { body: { username: 'Renamed elsewhere' } });
    await until('the room there knows the name', () => namesHeard().includes('Renamed elsewhere'));
    const account = { username: 'Registered elsewhere', password: 'Correct-Horse-9' };
    await site.call('POST', '/api/user/register', { body: account });
    await until('the room there knows the account', () => namesHeard().includes('Registered elsewhere'));
    await site.call('POST', '/api/user', { body: { username: 'Account renamed' } });
    await until('the room there knows its new name', () => namesHeard().includes('Account renamed'));
  } finally {
    await site.stop();
  }
});

async function newRoom(site: TestSite): Promise<{ room: string }> {
  return (await site.call('POST', '/api/room/generate', { body: {} })).body;
}
