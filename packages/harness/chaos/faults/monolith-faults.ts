import type { MonolithSeat } from '../site/chaos-site.ts';
import { BOTH_STORES, PATIENCE_MS, type Fault, type Scene } from './fault.ts';
import { busyMonolith, fullestBalancer } from './victims.ts';

const HANG_MS = 15_000;

/** A Monolith dies without a word; its lease has to run out first, unless the embedded store sees that its process is gone. */
export const killMonolith: Fault = {
  name: 'kill-monolith',
  what: 'kill -9 of a Monolith',
  stores: BOTH_STORES,
  guarantee: ({ store }) => ({
    servedWithinMs: store === 'sqlite' ? 1500 : 5000,
    losesNothing: false,
    isSilent: true,
  }),
  async inflict(scene) {
    const { site, crowd } = scene;
    const victim = await busyMonolith(scene, await fullestBalancer(scene));
    const monolith = site.idOf(victim);
    const at = Date.now();
    await victim.process.kill();
    await scene.someLeave();
    const unserved = await crowd.wait({ kind: 'left-monolith', monolith }, PATIENCE_MS);
    await victim.startAgain();
    await site.whole();
    return { timing: { from: 'fault', at }, unserved, lostOrigin: null };
  },
};

/** It neither answers nor dies, and then goes on as if nothing had happened. */
export const hangMonolith: Fault = {
  name: 'hang-monolith',
  what: 'SIGSTOP of a Monolith for 15 s, then SIGCONT',
  stores: BOTH_STORES,
  guarantee: () => ({ servedWithinMs: 20_000, losesNothing: false, isSilent: true }),
  async inflict(scene) {
    const { site, crowd } = scene;
    const victim = await busyMonolith(scene, await fullestBalancer(scene));
    const monolith = site.idOf(victim);
    const at = Date.now();
    victim.process.signal('SIGSTOP');
    await scene.someLeave();
    const waking = setTimeout(() => victim.process.signal('SIGCONT'), at + HANG_MS - Date.now());
    const unserved = await crowd.wait({ kind: 'left-monolith', monolith }, PATIENCE_MS);
    clearTimeout(waking);
    await Bun.sleep(Math.max(0, at + HANG_MS - Date.now()));
    victim.process.signal('SIGCONT');
    await site.whole();
    return { timing: { from: 'fault', at }, unserved, lostOrigin: null };
  },
};

/** A deploy: all of them are told to stop and are started again, one after another. */
export const restartMonoliths: Fault = {
  name: 'restart-monoliths',
  what: 'all Monoliths stopped and started again, one after another',
  stores: BOTH_STORES,
  guarantee: () => ({ servedWithinMs: 1000, losesNothing: true, isSilent: true }),
  async inflict(scene) {
    let unserved = 0;
    for (const seat of scene.site.monoliths) {
      const isFirst = seat === scene.site.monoliths[0];
      unserved += await restart(scene, seat, isFirst ? scene.someLeave : async () => {});
    }
    return { timing: { from: 'first-unheard' }, unserved, lostOrigin: null };
  },
};

async function restart(
  { site, crowd, progress }: Scene,
  seat: MonolithSeat,
  meanwhile: () => Promise<void>,
): Promise<number> {
  const monolith = site.idOf(seat);
  const [code] = await Promise.all([seat.process.stop(), meanwhile()]);
  if (code !== 0)
    throw new Error(`${seat.name} was told to stop and ended with ${code}\n${seat.process.logs}`);
  const unserved = await crowd.wait({ kind: 'left-monolith', monolith }, PATIENCE_MS);
  await seat.startAgain();
  await site.whole();
  progress(`${seat.name} is back`);
  return unserved;
}
