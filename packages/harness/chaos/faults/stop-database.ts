import { SiteApi } from '@usher/client';
import { until } from '@usher/kit/testing';
import { atMost } from '../../src/measuring/bar.ts';
import { logIn, register } from '../../test/accounts.ts';
import { originOf } from '../site/chaos-site.ts';
import { PATIENCE_MS, type Fault } from './fault.ts';

/** Rooms are talked in several times a second: nobody hears nothing for so long while they go on. */
const PAUSE_MAX_MS = 2000;
const LOGINS_WITHIN_MS = 5000;
const USERNAME = 'Chaos';

/** Rooms need no database (OWN-6): all go on, and those who want to log in wait until it is back. */
export const stopDatabase: Fault = {
  name: 'stop-database',
  what: 'PostgreSQL stopped, and started again',
  stores: ['redis'],
  guarantee: () => ({ servedWithinMs: PAUSE_MAX_MS, losesNothing: true, isSilent: true }),
  async inflict(scene) {
    const { site, crowd, options, progress } = scene;
    const { postgres } = site.stores;
    const [balancer] = site.balancers;
    if (postgres === null || balancer === undefined) throw new Error('there is no PostgreSQL to be stopped');
    const origin = originOf(balancer);
    await register(origin, USERNAME);
    const token = await new SiteApi(origin).grantToken(null);
    const status = async () => (await logIn(origin, USERNAME, token)).status;
    const at = Date.now();
    await postgres.kill();
    await until('logins are refused', async () => (await status()) === 503);
    await scene.someLeave();
    progress(`the database is away for ${options.outageMs / 1000} s`);
    await Bun.sleep(Math.max(0, at + options.outageMs - Date.now()));
    await postgres.startAgain();
    const backAt = Date.now();
    await until('logins are back', async () => (await status()) === 200, PATIENCE_MS).catch(() => null);
    const loginsAt = Date.now();
    const unserved = await crowd.wait({ kind: 'heard-since', at: loginsAt }, PATIENCE_MS);
    return {
      timing: { from: 'throughout', at, until: loginsAt },
      unserved,
      lostOrigin: null,
      bars: [atMost('logins are back, ms', loginsAt - backAt, LOGINS_WITHIN_MS * options.leniency)],
    };
  },
};
