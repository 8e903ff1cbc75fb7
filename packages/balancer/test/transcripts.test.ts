import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { transcripts } from '../../../vectors/transcripts.json';
import { readyBalancerFor, SECRET } from './start.ts';

interface Step {
  readonly client?: string;
  readonly opens?: string;
  readonly sends?: string;
  readonly gets?: string;
  readonly closes?: boolean;
  readonly monolith_gets?: string;
  readonly monolith_sends?: string;
}

describe('vectors: transcripts', () => {
  for (const { name, rules, steps } of transcripts) {
    it(`${rules.map((rule) => `[${rule}]`).join(' ')} ${name}`, async () => {
      await using monolith = new SeedMonolith({ token: SECRET });
      await using balancer = await readyBalancerFor([monolith.address]);
      const clients = new Map<string, TestClient>();
      const read = new Map<string, number>();
      const ids = new Map<string, string>();
      const withIds = (frame: string) =>
        frame.replaceAll(/\$(\w)/g, (whole, client: string) => ids.get(client) ?? whole);

      for (const step of steps as Step[]) {
        const client = clients.get(step.client ?? '');
        if (step.opens !== undefined) {
          const opened = new TestClient(`ws://127.0.0.1:${balancer.port}${step.opens}`);
          await opened.opened();
          clients.set(step.client ?? '', opened);
        }
        if (step.sends !== undefined) client?.send(step.sends);
        if (step.closes) client?.close();
        if (step.monolith_sends !== undefined) monolith.send(withIds(step.monolith_sends));
        if (step.gets !== undefined) {
          const index = read.get(step.client ?? '') ?? 0;
          await until(`${step.client} hears its message ${index}`, () => (client?.heard.length ?? 0) > index);
          expect(client?.heard[index]).toBe(step.gets);
          read.set(step.client ?? '', index + 1);
        }
        if (step.monolith_gets !== undefined) {
          const index = read.get('monolith') ?? 0;
          await until(`the Monolith gets frame ${index}`, () => monolith.received.length > index);
          const frame = monolith.received[index];
          const [, unknown] = /\$(\w)/.exec(withIds(step.monolith_gets)) ?? [];
          if (unknown !== undefined) ids.set(unknown, frame?.json.id ?? '');
          expect(frame?.text).toBe(withIds(step.monolith_gets));
          read.set('monolith', index + 1);
        }
      }
      for (const client of clients.values()) client.terminate();
    });
  }
});
