import type { RedisServer } from '../../src/servers/redis-server.ts';
import { PATIENCE_MS, type Fault, type Inflicted, type Scene } from './fault.ts';

const GUARANTEE = { servedWithinMs: 5000, losesNothing: false, isSilent: true } as const;

/** Rooms stand still at the fence, and go on by themselves. */
export const hangStore: Fault = {
  name: 'hang-store',
  what: 'SIGSTOP of Redis, then SIGCONT',
  stores: ['redis'],
  guarantee: () => GUARANTEE,
  inflict: (scene) =>
    loseStore(scene, {
      begin: (redis) => redis.signal('SIGSTOP'),
      end: (redis) => redis.signal('SIGCONT'),
    }),
};

export const stopStore: Fault = {
  name: 'stop-store',
  what: 'Redis shut down, and started again',
  stores: ['redis'],
  guarantee: () => GUARANTEE,
  inflict: (scene) =>
    loseStore(scene, { begin: (redis) => redis.stop(), end: (redis) => redis.startAgain() }),
};

async function loseStore(
  { site, crowd, options, progress, someLeave }: Scene,
  { begin, end }: Record<'begin' | 'end', (redis: RedisServer) => void | Promise<void>>,
): Promise<Inflicted> {
  const { redis } = site.stores;
  if (redis === null) throw new Error('the embedded store cannot be stopped');
  await begin(redis);
  await someLeave();
  progress(`the store is away for ${options.outageMs / 1000} s`);
  await Bun.sleep(options.outageMs);
  await end(redis);
  const at = Date.now();
  const unserved = await crowd.wait({ kind: 'heard-since', at }, PATIENCE_MS);
  await site.whole();
  return { timing: { from: 'return', at }, unserved, lostOrigin: null };
}
