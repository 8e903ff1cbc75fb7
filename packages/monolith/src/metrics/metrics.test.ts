import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { clientId } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import { API_KEY, TestSite } from '../testing/test-site.ts';

describe('the metrics of a Monolith', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.stop());

  const read = async () =>
    (await site.call('GET', '/api/status/metrics', { headers: { apikey: API_KEY } })).body as string;
  const value = async (line: string) =>
    Number(
      (await read())
        .split('\n')
        .find((each) => each.startsWith(`${line} `))
        ?.slice(line.length) ?? Number.NaN,
    );

  it('[BAL-31] counts rooms and clients by state', async () => {
    await site.createRoom({ name: 'lounge' });
    await site.join('lounge');
    const balancer = await site.balancer();
    const [linked, lost] = [clientId('linked'), clientId('lost')];
    balancer.join('lounge', linked, site.token);
    await until('it is in', async () => (await value('usher_monolith_clients{state="linked"}')) === 1);
    expect(await value('usher_monolith_rooms{state="open"}')).toBe(1);
    expect(await value('usher_monolith_rooms{state="frozen"}')).toBe(0);
    expect(await value('usher_monolith_clients{state="direct"}')).toBe(1);
    expect(await value('usher_monolith_clients{state="suspended"}')).toBe(0);
    expect(await value('usher_monolith_balancers')).toBe(1);
    expect(await value('usher_monolith_link_messages_total{direction="from_balancers"}')).toBeGreaterThan(0);
    expect(await value('usher_monolith_link_bytes_total{direction="to_balancers"}')).toBeGreaterThan(100);
    expect(await value('usher_monolith_delayed_joins_total')).toBe(0);
    balancer.join('lounge', lost, site.token);
    await until('it is in', async () => (await value('usher_monolith_clients{state="linked"}')) === 2);
    balancer.close();
    await until(
      'both are waited for',
      async () => (await value('usher_monolith_clients{state="suspended"}')) === 2,
    );
    expect(await value('usher_monolith_clients{state="linked"}')).toBe(0);
  });

  it('[BAL-31] counts requests by type and outcome, and how long they took', async () => {
    await site.createRoom({ name: 'lounge' });
    const client = await site.join('lounge');
    client.say({ action: 'req', request: { type: 11, text: 'hello' } });
    client.say({ action: 'req', request: { type: 11, text: 'hello again' } });
    client.say({ action: 'req', request: { type: 6, video: { service: 'direct', id: 'none' } } });
    client.say({ action: 'req', request: { type: 999 } });
    await until('all are answered', () => client.heard('error').length === 2);
    const requests = (type: string, outcome: string) =>
      value(`usher_monolith_requests_total{type="${type}",outcome="${outcome}"}`);
    expect(await requests('chat', 'ok')).toBe(2);
    expect(await requests('remove', 'VideoNotFoundException')).toBe(1);
    expect(await requests('remove', 'ok')).toBe(0);
    expect(await requests('other', 'ZodValidationError')).toBe(1);
    expect(await value('usher_monolith_request_seconds_count')).toBe(4);
    expect(await value('usher_monolith_request_seconds_bucket{le="0.5"}')).toBe(4);
    expect(await value('usher_monolith_sync_characters_count{kind="full"}')).toBe(1);
    expect(await value('usher_monolith_messages_total')).toBe(4);
  });

  it('[BAL-31] [OWN-4] tells how long changes waited to be saved, and what the stores were asked', async () => {
    await site.createRoom({ name: 'lounge' });
    const client = await site.join('lounge');
    client.say({ action: 'req', request: { type: 2, state: true } });
    await until('it is saved', async () => (await value('usher_monolith_save_lag_seconds_count')) > 0);
    expect(await value('usher_monolith_save_lag_seconds_bucket{le="10"}')).toBeGreaterThan(0);
    expect(await value('usher_monolith_save_lag_seconds_bucket{le="0.15"}')).toBe(0); // it waits for more changes
    expect(await value('usher_monolith_save_failures_total')).toBe(0);
    expect(await value('usher_monolith_claims_total{result="claimed"}')).toBe(1);
    expect(await value('usher_monolith_stale_writes_total')).toBe(0);
    expect(await value('usher_monolith_store_seconds_count{operation="save"}')).toBeGreaterThan(0);
    await until(
      'it renews its session',
      async () => (await value('usher_monolith_store_seconds_count{operation="renew_session"}')) > 0,
    );
    expect(
      await value('usher_monolith_database_seconds_count{statement="select",outcome="ok"}'),
    ).toBeGreaterThan(0);
    expect(await value('usher_monolith_session_fencings_total')).toBe(0);
    expect(await value('usher_monolith_sessions_lost_total')).toBe(0);
  });

  it('[BAL-31] counts requests over HTTP by route and status, never by room', async () => {
    await site.createRoom({ name: 'secret-meeting' });
    await site.call('GET', '/api/room/secret-meeting');
    await site.call('GET', '/api/room/not-there');
    await site.call('GET', '/api/nothing-here');
    await site.call('GET', '/');
    const count = (route: string, status: number) =>
      value(`usher_monolith_http_request_seconds_count{route="${route}",status="${status}"}`);
    expect(await count('GET /api/room/:name', 200)).toBe(1);
    expect(await count('GET /api/room/:name', 404)).toBe(1);
    expect(await count('POST /api/room/create', 201)).toBe(1);
    expect(await count('none', 404)).toBe(1);
    expect(await count('site', 200)).toBe(1);
    const text = await read();
    for (const name of ['secret-meeting', 'not-there', 'nothing-here']) expect(text).not.toContain(name);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('process_resident_memory_bytes');
  });
});
