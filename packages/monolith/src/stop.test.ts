import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { startMonolith } from './main.ts';
import { monolithConfig } from './config.ts';
import { TestSite } from './testing/test-site.ts';
import { log } from './testing/test-monolith.ts';

describe('a Monolith that stops', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start({ shutdown: '5s' });
  });
  afterEach(() => site.stop());

  it('finishes requests in flight, and takes no new ones', async () => {
    const { promise: sent, resolve: send } = Promise.withResolvers<void>();
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode('{"name":'));
        await sent;
        controller.enqueue(new TextEncoder().encode('"lounge"}'));
        controller.close();
      },
    });
    const request = fetch(`${site.origin}/api/room/create`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${site.token}`, 'Content-Type': 'application/json' },
      body,
    });
    // By now the request has arrived, too.
    expect((await site.call('GET', '/api/status')).status).toBe(200);
    const { origin } = site;
    const stopped = site.monolith.stop();
    await until('nobody listens any more', () =>
      fetch(`${origin}/api/status`).then(
        () => false,
        () => true,
      ),
    );
    send();
    expect(await (await request).json()).toEqual({ success: true });
    await stopped;
  });

  it('cuts off what is not done in time', async () => {
    const config = monolithConfig.parse({
      host: '127.0.0.1',
      port: 0,
      link_enabled: false,
      data_dir: site.dataDir,
      shutdown: '300ms',
    });
    const link = { auth: 'none' as const, secrets: [] };
    const monolith = await startMonolith(
      { region: 'test', log_level: 'silent', link, monolith: config },
      log,
    );
    const { promise: never } = Promise.withResolvers<void>();
    const request = fetch(`http://127.0.0.1:${monolith.httpPort}/api/room/create`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${site.token}`, 'Content-Type': 'application/json' },
      body: new ReadableStream({
        async start(controller) {
          controller.enqueue(new TextEncoder().encode('{'));
          await never;
        },
      }),
    }).then(
      () => 'answered',
      () => 'cut off',
    );
    await fetch(`http://127.0.0.1:${monolith.httpPort}/api/status`);
    const startedAt = performance.now();
    await monolith.stop();
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(await request).toBe('cut off');
  });
});
