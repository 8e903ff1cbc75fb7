import { describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { frame } from '../src/fakes/index.ts';
import { knock, startFront, statusOf, textFrame, type FrontName } from './front.ts';

const FRONTS: [what: string, name: FrontName][] = [
  ['a Monolith itself', 'monolith'],
  ['a Balancer', 'balancer'],
];
const from = (address: string) => ({ 'X-Forwarded-For': address });

for (const [what, name] of FRONTS) {
  describe(`connections to ${what}`, () => {
    it('[CON-5] per address: 503 with Retry-After, a line in the log, and room again when one has gone', async () => {
      await using front = await startFront(name, { limits: { clients_per_ip: 2 } });
      const { port } = front;
      using first = await knock(port, from('192.0.2.1'));
      using second = await knock(port, from('192.0.2.1'));
      using third = await knock(port, from('192.0.2.1'));
      using other = await knock(port, from('192.0.2.2'));
      using liar = await knock(port, from('198.51.100.7, 192.0.2.1')); // only what the last proxy says is believed
      expect([first, second, third, other, liar].map(statusOf)).toEqual([101, 101, 503, 101, 503]);
      expect(third.text).toMatch(/retry-after: \d+/i);
      expect(third.text).toContain('"success":false');
      expect(await front.metric('refusals_total{limit="clients_per_ip"}')).toBe(2);
      await until('the refusal is logged', () => {
        const line = front
          .logs()
          .split('\n')
          .find((each) => each.includes('refused a client'));
        return line?.includes('192.0.2.1') && line.includes(`${name}.limits.clients_per_ip`);
      });
      first.write(frame({ head: 0x88 }));
      await first.ended();
      await until('there is room', async () => {
        using again = await knock(port, from('192.0.2.1'));
        return statusOf(again) === 101;
      });
    });

    it('[CON-5] addresses of one /64 are one', async () => {
      await using front = await startFront(name, { limits: { clients_per_ip: 1 } });
      using first = await knock(front.port, from('2001:db8:1:2::1'));
      using neighbour = await knock(front.port, from('2001:db8:1:2:ffff::1'));
      using stranger = await knock(front.port, from('2001:db8:1:3::1'));
      expect([first, neighbour, stranger].map(statusOf)).toEqual([101, 503, 101]);
    });

    it('[CON-5] before they authenticate, and in all', async () => {
      await using front = await startFront(name, { limits: { unauthenticated: 2, clients: 3 } });
      using one = await knock(front.port);
      using two = await knock(front.port);
      using three = await knock(front.port);
      expect([one, two, three].map(statusOf)).toEqual([101, 101, 503]);
      expect(await front.metric('refusals_total{limit="unauthenticated"}')).toBe(1);
      one.write(textFrame(front.auth));
      await until('it has joined', () => one.text.includes('"action":"you"'));
      using four = await knock(front.port);
      using five = await knock(front.port);
      expect([four, five].map(statusOf)).toEqual([101, 503]);
      expect(await front.metric('refusals_total{limit="clients"}')).toBe(1);
      two[Symbol.dispose]();
      await until('there is room', async () => {
        using again = await knock(front.port);
        return statusOf(again) === 101;
      });
    });

    it('[CON-5] new ones in a second', async () => {
      await using front = await startFront(name, { limits: { handshakes_per_second: 3 } });
      const answers = await Promise.all(Array.from({ length: 10 }, () => knock(front.port)));
      const accepted = answers.filter((raw) => statusOf(raw) === 101).length;
      expect(accepted).toBeGreaterThanOrEqual(3);
      expect(accepted).toBeLessThan(10);
      await until('there is time for more', async () => {
        using again = await knock(front.port);
        return statusOf(again) === 101;
      });
      for (const raw of answers) raw[Symbol.dispose]();
    });

    it('[CON-8] from pages of the same host, or none; others get 403', async () => {
      await using front = await startFront(name);
      const host = { Host: 'watch.example:8080' };
      const cases: [headers: Record<string, string>, status: number][] = [
        [host, 101],
        [{ ...host, Origin: 'http://watch.example:8080' }, 101],
        [{ Host: 'watch.example', Origin: 'https://watch.example' }, 101],
        [{ Host: 'WATCH.example:443', Origin: 'https://watch.example' }, 101],
        [{ Host: 'upstream', 'X-Forwarded-Host': 'watch.example', Origin: 'https://watch.example' }, 101],
        [{ ...host, Origin: 'http://watch.example' }, 403],
        [{ ...host, Origin: 'https://evil.example' }, 403],
        [{ ...host, Origin: 'https://watch.example:8080.evil.example' }, 403],
        [{ ...host, Origin: 'null' }, 403],
      ];
      for (const [headers, status] of cases) {
        using raw = await knock(front.port, headers);
        expect([headers, statusOf(raw)]).toEqual([headers, status]);
      }
      expect(await front.metric('refusals_total{limit="origin"}')).toBe(4);
    });

    it('[CON-8] from pages of origins that are named', async () => {
      await using front = await startFront(name, { allowed_origins: ['https://a.example'] });
      const cases: [origin: string, status: number][] = [
        ['https://a.example', 101],
        ['http://a.example', 403],
        ['http://localhost', 403],
      ];
      for (const [Origin, status] of cases) {
        using raw = await knock(front.port, { Origin });
        expect([Origin, statusOf(raw)]).toEqual([Origin, status]);
      }
    });

    it('[CON-8] from pages of any origin, where that is wanted', async () => {
      await using front = await startFront(name, { allowed_origins: ['*'] });
      for (const Origin of ['http://localhost', 'https://evil.example', 'null']) {
        using raw = await knock(front.port, { Origin });
        expect([Origin, statusOf(raw)]).toEqual([Origin, 101]);
      }
    });
  });

  describe(`messages to ${what}`, () => {
    it('[CON-5] a burst passes at once; more is slowed down, nothing is lost, and the order is kept', async () => {
      await using front = await startFront(name, { limits: { messages_per_second: 50, messages_burst: 60 } });
      using client = await front.join();
      const times = () => client.messages.filter(({ action }) => action === 'clock').map(({ t0 }) => t0);
      const startedAt = performance.now();
      for (let n = 0; n < 150; n++) client.say({ action: 'clock', t0: n });
      await until('the burst has passed', () => times().length >= 59);
      expect(performance.now() - startedAt).toBeLessThan(1000);
      expect(await front.metric('unread_clients{reason="rate"}')).toBe(1);
      await until('all is answered', () => times().length === 150);
      expect(performance.now() - startedAt).toBeGreaterThan(((150 - 60) / 50) * 1000 - 100);
      expect(times()).toEqual(Array.from({ length: 150 }, (_, n) => n));
      await until(
        'it is read again',
        async () => (await front.metric('unread_clients{reason="rate"}')) === 0,
      );
      // Where the front got the CPU late, the client has caught up once between.
      expect(await front.metric('clients_slowed_down_total')).toBeWithin(1, 4);
      expect(client.closed).toBeNull();
    });

    it('[CON-5] longer ones than configured close it with 1009', async () => {
      await using front = await startFront(name, { limits: { message: '2KiB' } });
      using client = await front.join();
      client.say({ text: 'x'.repeat(2000) });
      client.say({ action: 'clock', t0: 1 });
      await client.hears('the time', ({ action }) => action === 'clock');
      client.say({ text: 'x'.repeat(2050) });
      expect(await client.ended()).toMatchObject({ code: 1009 });
    });
  });
}
