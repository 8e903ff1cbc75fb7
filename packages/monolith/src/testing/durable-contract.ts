import { afterAll, describe, expect, it } from 'bun:test';
import { join } from 'node:path';
import { openDurableStore, type DurableStore } from '../store/durable-store.ts';
import { migrations } from '../store/migrations.ts';
import { sessionIdOf, Sessions } from '../store/sessions.ts';
import { accountContract } from './account-contract.ts';

/** What `openDurableStore` is given. */
export type DurablePlace = Parameters<typeof openDurableStore>;

const DAY_MS = 86_400_000;
const STORE = join(import.meta.dir, '../store');

/** What durable data must do in every database (OWN-5). `makePlace` gives one that is empty. */
export function durableContract(name: string, makePlace: () => Promise<DurablePlace>): void {
  describe(`durable data: ${name}`, () => {
    const opened: DurableStore[] = [];
    afterAll(async () => {
      for (const store of opened) await store.destroy();
    });

    async function open(place: DurablePlace): Promise<DurableStore> {
      const store = await openDurableStore(...place);
      opened.push(store);
      return store;
    }

    async function openSessions() {
      const store = await open(await makePlace());
      let now = 1_700_000_000_000;
      return { store, sessions: new Sessions(store, () => now), pass: (ms: number) => (now += ms) };
    }

    it('[API-1] grants a token of 256 random bits to somebody with a friendly name', async () => {
      const { sessions } = await openSessions();
      const token = await sessions.grant();
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      expect(await sessions.find(token)).toEqual({
        name: expect.stringMatching(/^[A-Z][a-z]+ [A-Z][a-z]+$/),
        isLoggedIn: false,
        userId: null,
        sessionId: expect.any(String),
      });
    });

    it('[API-1] stores no token', async () => {
      const { store, sessions } = await openSessions();
      const token = await sessions.grant();
      const rows = await store.selectFrom('sessions').selectAll().execute();
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain(token);
    });

    it('[API-1] knows no token that it has not granted', async () => {
      const { sessions } = await openSessions();
      expect(await sessions.find('anything')).toBeNull();
    });

    it('[API-1] ends a session 14 days after its last use', async () => {
      const { sessions, pass } = await openSessions();
      const [used, unused] = [await sessions.grant(), await sessions.grant()];
      pass(13 * DAY_MS);
      expect(await sessions.find(used)).not.toBeNull();
      pass(13 * DAY_MS);
      expect(await sessions.find(used)).not.toBeNull();
      expect(await sessions.find(unused)).toBeNull();
      pass(14 * DAY_MS);
      expect(await sessions.find(used)).toBeNull();
    });

    it('[API-1] deletes sessions that have ended', async () => {
      const { store, sessions, pass } = await openSessions();
      await sessions.grant();
      pass(14 * DAY_MS);
      await sessions.grant();
      expect(await store.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
    });

    it('[API-3] keeps what is in the tables of earlier versions', async () => {
      const [dataDir, database] = await makePlace();
      const first = Object.entries(migrations).filter(([step]) => step === '001-sessions');
      const old = await openDurableStore(dataDir, database, Object.fromEntries(first));
      const session = {
        id: sessionIdOf('old'),
        name: 'Old Owl',
        userId: null,
        expiresAt: Date.now() + DAY_MS,
      };
      await old.insertInto('sessions').values(session).execute();
      await old.destroy();
      const sessions = new Sessions(await open([dataDir, database]));
      expect(await sessions.find('old')).toMatchObject({ name: 'Old Owl', userId: null, isLoggedIn: false });
    });

    accountContract(async () => open(await makePlace()));

    it('[API-3] makes a token valid for every Monolith that shares the database, however they start', async () => {
      const place = await makePlace();
      const tokens = await Promise.all(Array.from({ length: 3 }, () => grantElsewhere(place)));
      const sessions = new Sessions(await open(place));
      for (const token of tokens) expect(await sessions.find(token)).not.toBeNull();
    });
  });
}

/** Another process opens the same database, and grants. */
async function grantElsewhere(place: DurablePlace): Promise<string> {
  const program = `
    import { openDurableStore } from ${JSON.stringify(join(STORE, 'durable-store.ts'))};
    import { Sessions } from ${JSON.stringify(join(STORE, 'sessions.ts'))};
    const store = await openDurableStore(...${JSON.stringify(place)});
    console.log(await new Sessions(store).grant());
    await store.destroy();
  `;
  const child = Bun.spawn([process.execPath, '-e', program], { stderr: 'inherit' });
  return (await child.stdout.text()).trim();
}
