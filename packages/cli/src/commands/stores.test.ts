import { Database } from 'bun:sqlite';
import { afterEach, describe, expect, it } from 'bun:test';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRole, tempDir, TEST_KEYS, type RoleProcess } from '@usher/harness';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
let directory = tempDir();
afterEach(() => {
  directory[Symbol.dispose]();
  directory = tempDir();
});

const at = (name: string) => join(directory.path, name);

async function usher(...args: string[]) {
  const child = Bun.spawn([process.execPath, MAIN, ...args], {
    cwd: directory.path,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { code, output, errors };
}

const startMonolith = (name: string) =>
  startRole('monolith', { monolith: { data_dir: at(name), link_enabled: false } });

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function call(
  monolith: RoleProcess<'monolith'>,
  path: string,
  token = '',
  body?: object,
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${monolith.ports.httpPort}/api${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const newToken = async (monolith: RoleProcess<'monolith'>) =>
  String((await call(monolith, '/auth/grant')).body['token']);

describe('usher migrate', () => {
  it('[CFG-3] makes the tables, says which steps it took, and that there is nothing more to do', async () => {
    const data = ['--monolith.data_dir', 'data'];
    expect(await usher('migrate', '--check', ...data)).toMatchObject({
      code: 1,
      output: expect.stringContaining('missing  001-sessions'),
    });
    expect(existsSync(at('data'))).toBe(false);
    expect(await usher('migrate', ...data)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/done {2}001-sessions\n.*is up to date now\.\n$/s),
    });
    for (const args of [['migrate'], ['migrate', '--check']])
      expect(await usher(...args, ...data)).toEqual({
        code: 0,
        output: 'data/usher.db is up to date.\n',
        errors: '',
      });
  });

  it('[CFG-3] says of which step an older database is short', async () => {
    const data = ['--monolith.data_dir', 'data'];
    await usher('migrate', ...data);
    using database = new Database(at('data/usher.db'));
    const last = database.query<{ name: string }, []>('SELECT max(name) AS name FROM kysely_migration').get();
    database.run('DELETE FROM kysely_migration WHERE name = ?', [last?.name ?? '']);
    expect(await usher('migrate', '--check', ...data)).toMatchObject({
      code: 1,
      output: expect.stringContaining(`missing  ${last?.name}`),
    });
  });

  it('[CFG-3] refuses the database of a newer Usher', async () => {
    const data = ['--monolith.data_dir', 'data'];
    await usher('migrate', ...data);
    using database = new Database(at('data/usher.db'));
    database.run("INSERT INTO kysely_migration VALUES ('999-future', '2030-01-01')");
    expect(await usher('migrate', ...data)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('999-future'),
    });
  });

  it('[OWN-5] several at once make the tables once', async () => {
    const data = ['--monolith.data_dir', 'data'];
    const all = await Promise.all([1, 2, 3].map(() => usher('migrate', ...data)));
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(all.filter(({ output }) => output.includes('done'))).toHaveLength(1);
  });

  it('[CFG-3] exits with 1 when the database cannot be reached, and does not show its password', async () => {
    const { code, errors } = await usher(
      'migrate',
      '--monolith.database',
      'postgres://u:hunter2@127.0.0.1:1/usher',
    );
    expect(code).toBe(1);
    expect(errors).toContain('postgres://127.0.0.1:1/usher');
    expect(errors).not.toContain('hunter2');
  });
});

describe('usher backup', () => {
  it('[CFG-3] copies a running site whose rooms change; a start from the copy finds users and rooms', async () => {
    await using monolith = await startMonolith('data');
    const token = await newToken(monolith);
    const user = { username: 'ada', password: 'Correct-horse-7' };
    expect((await call(monolith, '/user/register', token, user)).status).toBe(201);
    const create = (name: string) => call(monolith, '/room/create', token, { name, title: `Room ${name}` });
    expect((await create('lounge')).status).toBe(201);
    expect(
      (await call(monolith, '/room/create', token, { name: 'for-ever', isTemporary: false })).status,
    ).toBe(201);
    let made = 0;
    const enough = new AbortController();
    const busy = (async () => {
      while (!enough.signal.aborted) {
        const name = `room-${made}`;
        await create(name);
        await call(monolith, `/room/${name}`, token);
        made++;
      }
    })();
    const first = await usher('backup', 'copy', '--monolith.data_dir', 'data');
    enough.abort();
    await busy;
    expect(first).toEqual({ code: 0, output: 'copy: live.db and usher.db, checked.\n', errors: '' });
    expect(made).toBeGreaterThan(0);
    expect(readdirSync(at('copy')).toSorted()).toEqual(['live.db', 'usher.db']);
    expect(statSync(at('copy')).mode & 0o777).toBe(0o700);
    expect(readdirSync(directory.path).toSorted()).toEqual(['copy', 'data']);

    // The original goes on, and has its rooms still: the copy's are nobody's.
    await using restored = await startMonolith('copy');
    expect(await call(restored, '/room/lounge', token)).toMatchObject({
      status: 200,
      body: { title: 'Room lounge' },
    });
    expect((await call(restored, '/room/for-ever', token)).status).toBe(200);
    const login = await call(restored, '/user/login', await newToken(restored), {
      user: 'ada',
      password: user.password,
    });
    expect(login.status).toBe(200);
    expect((await call(monolith, '/room/lounge', token)).status).toBe(200);
  });

  it('[CFG-3] replaces an earlier backup only with --force, and never anything else', async () => {
    await usher('migrate', '--monolith.data_dir', 'data');
    const backup = (...args: string[]) =>
      usher('backup', ...args, '--monolith.data_dir', 'data', '--monolith.live_state', 'redis://127.0.0.1:1');
    expect(await backup('copy')).toMatchObject({
      code: 0,
      output: expect.stringContaining('usher.db, checked.'),
    });
    expect(await backup('copy')).toMatchObject({ code: 2, errors: expect.stringContaining('--force') });
    expect((await backup('copy', '--force')).code).toBe(0);
    mkdirSync(at('home'));
    writeFileSync(at('home/letters.txt'), 'dear …');
    writeFileSync(at('file'), 'not a directory');
    for (const target of ['home', 'file']) {
      expect(await backup(target, '--force')).toMatchObject({
        code: 2,
        errors: expect.stringContaining('something else than a backup'),
      });
    }
    expect(await backup('data', '--force')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('the data directory itself'),
    });
    expect(existsSync(at('home/letters.txt'))).toBe(true);
  });

  it('[CFG-3] makes nothing where there is nothing to copy, or of another database', async () => {
    expect(await usher('backup', 'copy', '--monolith.data_dir', 'none')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('is monolith.data_dir the right directory?'),
    });
    expect(
      await usher('backup', 'copy', '--monolith.database', `postgres://u:${TEST_KEYS.api}@db/usher`),
    ).toMatchObject({
      code: 2,
      errors: expect.stringContaining('pg_dump'),
    });
    expect(await usher('backup', '--monolith.data_dir', 'data', 'copy')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('Name the directory first'),
    });
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it('[CFG-3] says of a damaged database that it is, and leaves no copy', async () => {
    await usher('migrate', '--monolith.data_dir', 'data');
    writeFileSync(at('data/usher.db'), 'this is no database, but a text of some length'.repeat(100));
    const noLiveState = ['--monolith.live_state', 'redis://127.0.0.1:1'];
    const attempt = await usher('backup', 'copy', '--monolith.data_dir', 'data', ...noLiveState);
    expect(attempt).toMatchObject({ code: 1, errors: expect.stringContaining('Cannot copy') });
    expect(readdirSync(directory.path)).toEqual(['data']);
  });
});
