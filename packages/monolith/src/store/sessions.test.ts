import { afterAll, describe, expect, it } from 'bun:test';
import { Database } from 'bun:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDurableStore } from './durable-store.ts';
import { Sessions } from './sessions.ts';

const DAY_MS = 86_400_000;
const root = mkdtempSync(join(tmpdir(), 'usher-sessions-'));
afterAll(() => rmSync(root, { recursive: true }));

async function openSessions() {
  const dataDir = mkdtempSync(join(root, 'data-'));
  let now = 1_700_000_000_000;
  const sessions = new Sessions(await openDurableStore(dataDir), () => now);
  return { dataDir, sessions, pass: (ms: number) => (now += ms) };
}

describe('sessions', () => {
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
    const { sessions, dataDir } = await openSessions();
    const token = await sessions.grant();
    const rows = new Database(join(dataDir, 'usher.db')).query('SELECT * FROM sessions').all();
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

  it('[API-3] makes a token valid for every Monolith that shares the database, however they start', async () => {
    const dataDir = mkdtempSync(join(root, 'shared-'));
    const tokens = await Promise.all([
      grantElsewhere(dataDir),
      grantElsewhere(dataDir),
      grantElsewhere(dataDir),
    ]);
    const sessions = new Sessions(await openDurableStore(dataDir));
    for (const token of tokens) expect(await sessions.find(token)).not.toBeNull();
  });
});

/** Another process opens the same database, and grants. */
async function grantElsewhere(dataDir: string): Promise<string> {
  const program = `
    import { openDurableStore } from ${JSON.stringify(join(import.meta.dir, 'durable-store.ts'))};
    import { Sessions } from ${JSON.stringify(join(import.meta.dir, 'sessions.ts'))};
    console.log(await new Sessions(await openDurableStore(${JSON.stringify(dataDir)})).grant());
  `;
  const child = Bun.spawn([process.execPath, '-e', program], { stderr: 'inherit' });
  return (await new Response(child.stdout).text()).trim();
}
