import { describe, expect, it } from 'bun:test';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@usher/harness';
import { FileMethod } from './file.ts';
import { authority } from './link-address.ts';

const read = async (path: string) =>
  (await new FileMethod(path).lookUp(new AbortController().signal)).map(authority);

describe('discovery by a file', () => {
  it('[BAL-1] reads a JSON list, bare or as `monoliths`, or a TOML one', async () => {
    using directory = tempDir();
    const write = (name: string, text: string) => {
      writeFileSync(join(directory.path, name), text);
      return join(directory.path, name);
    };
    expect(await read(write('a.json', '[{"host":"::1","port":1}]'))).toEqual(['[::1]:1']);
    expect(await read(write('b.json', '{"monoliths":[{"host":"h","port":2}]}'))).toEqual(['h:2']);
    expect(await read(write('c.toml', 'monoliths = [{ host = "h", port = 3 }]'))).toEqual(['h:3']);
    expect(await read(write('d', '[[monoliths]]\nhost = "h"\nport = 4\n'))).toEqual(['h:4']);
  });

  it('[BAL-1] fails with what is wrong', async () => {
    using directory = tempDir();
    const path = join(directory.path, 'list.json');
    expect(await failureOf(read(path))).toContain('ENOENT');
    for (const [text, reason] of [
      ['[{"host":"h","port":', 'JSON'],
      ['[{"host":"h","port":0}]', '0.port: expected a port'],
      ['[{"host":"h"}]', '0.port: expected a port'],
      ['[{"host":"a b","port":1}]', '0.host: expected a host name'],
      ['{}', 'monoliths: '],
      ['1', 'the file: '],
    ] as const) {
      writeFileSync(path, text);
      expect(await failureOf(read(path))).toContain(reason);
    }
  });

  it('[BAL-1] sees a file that was replaced by renaming, as editors do', async () => {
    using directory = tempDir();
    const path = join(directory.path, 'list.json');
    const method = new FileMethod(path);
    const { signal } = new AbortController();
    for (const port of [1, 2]) {
      writeFileSync(`${path}.new`, `[{"host":"h","port":${port}}]`);
      renameSync(`${path}.new`, path);
      expect(await method.lookUp(signal)).toEqual([{ host: 'h', port }]);
    }
  });

  it('[BAL-1] sees a file behind links that are replaced, as in a ConfigMap', async () => {
    using directory = tempDir();
    const inside = (name: string) => join(directory.path, name);
    symlinkSync('..data/list.json', inside('list.json'));
    const method = new FileMethod(inside('list.json'));
    const { signal } = new AbortController();
    for (const port of [1, 2]) {
      mkdirSync(inside(`version-${port}`));
      writeFileSync(inside(`version-${port}/list.json`), `[{"host":"h","port":${port}}]`);
      symlinkSync(`version-${port}`, inside('..data-new'));
      renameSync(inside('..data-new'), inside('..data'));
      rmSync(inside(`version-${port - 1}`), { recursive: true, force: true });
      expect(await method.lookUp(signal)).toEqual([{ host: 'h', port }]);
    }
  });
});

const failureOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'none',
    (error: Error) => error.message,
  );
