import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import { LinkPeer, type LinkClient } from '../rooms/link-peer.ts';
import { serveCommands } from '../../src/measuring/worker.ts';

const LAST_ANSWERS_MS = 300;

const commands = {
  /**
   * Asks one thing after another by a link of its own: the time, and to say something. Gives how long the answers took, ms, counted from when
   * they were *to be* asked for: a stall counts in full (no coordinated omission).
   */
  async ask({
    port,
    perSecond,
    forMs,
    ...client
  }: LinkClient & { port: number; perSecond: number; forMs: number }): Promise<{
    latencies: readonly number[];
    unanswered: number;
  }> {
    const asked = new Map<string, number>();
    const latencies: number[] = [];
    let isIn = false;
    const peer = await LinkPeer.connect(port, (frame) => {
      const now = performance.now();
      if (frame.includes('"action":"you"')) isIn = true;
      const [, t0, text] = /"action":"clock","t0":(\d+)|"text":"(\d+)"/.exec(frame) ?? [];
      const key = t0 ?? text ?? '';
      const due = asked.get(key);
      if (due === undefined) return;
      asked.delete(key);
      latencies.push(now - due);
    });
    peer.request(client, { type: RequestType.Join });
    await until('the one with the watch is let in', () => isIn);
    const startAt = performance.now();
    for (let n = 0; n < (forMs / 1000) * perSecond; n++) {
      const due = startAt + (n * 1000) / perSecond;
      const waitMs = due - performance.now();
      if (waitMs > 0) await Bun.sleep(waitMs);
      asked.set(String(n), Math.min(due, performance.now())); // timers may be early
      if (n % 2 === 0) peer.say(client, `{"action":"clock","t0":${n}}`);
      else peer.request(client, { type: RequestType.Chat, text: String(n) });
    }
    await Bun.sleep(LAST_ANSWERS_MS);
    peer.request(client, { type: RequestType.Leave });
    peer.close();
    return { latencies, unanswered: asked.size };
  },
};

export type RoomProbeCommands = typeof commands;

serveCommands(commands);
