import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import type { RunningMonolith } from '../main.ts';
import type { TestClient } from '../testing/test-client.ts';
import { API_KEY, TestSite } from '../testing/test-site.ts';

describe('announcements', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.stop());

  const announce = (text: unknown, at?: RunningMonolith) =>
    site.call('POST', '/api/announce', { ...(at && { at }), body: { text }, headers: { apikey: API_KEY } });

  const textsOf = (client: TestClient) => client.heard('announcement').map(({ text }) => text);

  it('[API-20] reach every client of every Monolith, direct or behind a Balancer, exactly once', async () => {
    for (const name of ['here', 'there', 'linked']) await site.createRoom({ name });
    const other = await site.add();
    const clients = [
      await site.join('here'),
      await site.join('here'),
      await site.join('there', site.token, other),
    ];
    const balancer = await site.balancer();
    balancer.join('linked', 'client-1', site.token);
    await until('it has joined', () => balancer.toClient('client-1', 'you').length > 0);

    expect(await announce('Back at nine', other)).toMatchObject({ status: 200, body: { success: true } });
    expect((await announce('Back at ten', site.monolith)).status).toBe(200);
    await until('everyone has heard both', () =>
      [...clients.map(textsOf), balancer.toRoom('linked', 'announcement')].every(({ length }) => length >= 2),
    );
    // A third one comes after whatever could have come twice.
    await announce('The end');
    await until('everyone has heard the last', () =>
      clients.every((client) => textsOf(client).includes('The end')),
    );
    for (const client of clients) expect(textsOf(client)).toEqual(['Back at nine', 'Back at ten', 'The end']);
    expect(balancer.toRoom('linked', 'announcement').slice(0, 2)).toEqual([
      { action: 'announcement', text: 'Back at nine' },
      { action: 'announcement', text: 'Back at ten' },
    ]);
    balancer.close();
  });

  it('[API-20] are not shown by a Monolith that starts later', async () => {
    await site.createRoom({ name: 'lounge' });
    await announce('long ago');
    const later = await site.add();
    const client = await site.join('lounge', site.token, later);
    await announce('now', later);
    await until('it has heard something', () => textsOf(client).length > 0);
    expect(textsOf(client)).toEqual(['now']);
  });

  it('[API-2] are made by administrators only', async () => {
    const announceAs = (headers: Record<string, string>) =>
      site.call('POST', '/api/announce', { body: { text: 'hi' }, headers });
    expect(await announceAs({})).toMatchObject({ status: 400, body: { error: { name: 'MissingToken' } } });
    const unknown = { status: 401, body: { error: { name: 'MissingToken' } } };
    expect(await announceAs({ apikey: 'a guess' })).toMatchObject(unknown);
    expect(await announceAs({ Authorization: 'Bearer forged' })).toMatchObject(unknown);
    expect(await announceAs({ Authorization: `Bearer ${site.token}` })).toMatchObject({
      status: 403,
      body: { error: { name: 'PermissionDeniedException' } },
    });
  });

  it('[API-10] have 1 to 1,000 characters', async () => {
    for (const text of ['', '   ', 'x'.repeat(1001), 7, undefined])
      expect(await announce(text)).toMatchObject({
        status: 400,
        body: { error: { name: 'ZodValidationError' } },
      });
    expect((await announce('x'.repeat(1000))).status).toBe(200);
  });
});
