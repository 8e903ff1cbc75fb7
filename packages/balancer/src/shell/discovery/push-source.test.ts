import { describe, expect, it } from 'bun:test';
import { freePort } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { authority } from './link-address.ts';
import { PushSource } from './push-source.ts';

/** A source that listens on loopback, and all that it says. */
function listening() {
  const port = freePort();
  const source = new PushSource({ host: '127.0.0.1', port });
  const lists: string[] = [];
  const errors: string[] = [];
  source.start({
    found: (addresses) => void lists.push(addresses.map(authority).join()),
    failed: (reason) => void errors.push(reason),
  });
  const connect = async (headers: Record<string, string> = {}) => {
    const controller = new TestClient(`ws://127.0.0.1:${port}/`, { headers });
    await controller.opened();
    return controller;
  };
  return { lists, errors, connect, [Symbol.dispose]: () => source.stop() };
}

describe('discovery by push', () => {
  it('[OTT-7] takes each text frame as the complete list', async () => {
    using push = listening();
    using controller = await push.connect();
    controller.say(['[::1]:40001', '127.0.0.1:40002']);
    controller.say(['h:1', 'H:1']);
    await until('both are there', () => push.lists.length === 2);
    expect(push.lists).toEqual(['[::1]:40001,127.0.0.1:40002', 'h:1']);
  });

  it('[OTT-7] [BAL-1] ignores bad frames and empty lists', async () => {
    using push = listening();
    using controller = await push.connect();
    for (const frame of ['', 'x', '{}', 'null', '[1]', '["h"]', '["::1:1"]', '["h:1","h:0"]', '[]'])
      controller.send(frame);
    controller.send(new TextEncoder().encode('["h:1"]'));
    controller.say(['h:2']);
    await until('the good one is there', () => push.lists.length > 0);
    expect([push.lists, push.errors.length]).toEqual([['h:2'], 10]);
  });

  it('[OTT-7] accepts the next connection when one is lost, and says nothing by itself', async () => {
    using push = listening();
    const first = await push.connect();
    first.say(['h:1']);
    await until('its list is there', () => push.lists.length === 1);
    first.terminate();
    using second = await push.connect();
    second.say(['h:2']);
    await until('the next list is there', () => push.lists.length === 2);
    expect([push.lists, push.errors]).toEqual([['h:1', 'h:2'], []]);
  });

  it('[OTT-7] listens to whoever connected last', async () => {
    using push = listening();
    using first = await push.connect();
    using second = await push.connect();
    expect(await first.ended()).toMatchObject({ code: 4009 });
    second.say(['h:2']);
    await until('its list is there', () => push.lists.length === 1);
  });

  it('[OTT-7] refuses browsers: no page may say where Monoliths are', async () => {
    using push = listening();
    using page = await push.connect({ Origin: 'https://evil.example' });
    expect(await page.ended()).toMatchObject({ code: 1006 });
  });

  it('[BAL-1] fails at once when its port is taken', () => {
    const other = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } });
    const source = new PushSource({ host: '127.0.0.1', port: other.port });
    expect(() => source.start({ found: () => undefined, failed: () => undefined })).toThrow();
    other.stop(true);
  });
});
