import { describe, expect, it } from 'bun:test';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort, tempDir } from '@usher/harness';
import { until } from '@usher/kit/testing';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const MAIN = `${ROOT}packages/cli/src/main.ts`;
const SECRET = 'a-secret-of-32-characters-or-more-for-tests';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly kind: string;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly template?: {
      readonly spec: {
        readonly containers: readonly {
          readonly args: readonly string[];
          readonly env?: readonly { readonly name: string; readonly value: string }[];
        }[];
      };
    };
  };
}

const textOf = (path: string) => Bun.file(`${ROOT}${path}`).text();

/** Whether a role would start with these variables, and what it says if not. */
async function check(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  using directory = tempDir();
  const role = Bun.spawn([process.execPath, MAIN, ...args, '--check'], {
    cwd: directory.path,
    env: { PATH: Bun.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, complaints, code] = await Promise.all([role.stdout.text(), role.stderr.text(), role.exited]);
  return code === 0 ? 'fine' : output + complaints;
}

describe('the examples of a deployment', () => {
  it('[CFG-1] every service of compose.yaml would start with its variables', async () => {
    const { services } = Bun.YAML.parse(await textOf('compose.yaml')) as {
      services: Record<string, Service>;
    };
    const ours = Object.values(services).filter(({ image }) => image === 'usher');
    expect(ours.map(({ command }) => command?.[0])).toEqual(['balancer', 'balancer', 'monolith']);
    for (const { command = [], environment = {} } of ours) {
      const env = Object.entries(environment).map(([name, value]) => [
        name,
        value.replace(/\$\{[^}]*\}/, SECRET),
      ]);
      expect(await check(command, Object.fromEntries(env) as Record<string, string>)).toBe('fine');
    }
  });

  it('[CFG-1] every container of deploy/kubernetes.yaml would, too', async () => {
    const manifests = Bun.YAML.parse(await textOf('deploy/kubernetes.yaml')) as Manifest[];
    const secret = manifests.find(({ kind }) => kind === 'Secret')?.stringData ?? {};
    const containers = manifests.flatMap(({ spec }) => spec?.template?.spec.containers ?? []);
    expect(containers.map(({ args }) => args[0])).toEqual(['monolith', 'balancer']);
    for (const { args, env = [] } of containers) {
      const own = Object.fromEntries(env.map(({ name, value }) => [name, value]));
      expect(await check(args, { ...secret, ...own })).toBe('fine');
    }
  });

  it('[CFG-1] both groups of deploy/fly.toml would, too', async () => {
    const { env, processes } = Bun.TOML.parse(await textOf('deploy/fly.toml')) as Record<
      string,
      Record<string, string>
    >;
    for (const command of Object.values(processes ?? {})) {
      const variables = { ...env, USHER_LINK__SECRETS: JSON.stringify([SECRET]), FLY_REGION: 'cdg' };
      expect(await check(command.split(' '), variables)).toBe('fine');
    }
  });

  it('the Dockerfile copies what exists, and ends with a user that is not root and a health check', async () => {
    const lines = (await textOf('Dockerfile')).split('\n');
    const copied = lines
      .flatMap((line) => (/^COPY (?!--from)(.*) \S+$/.exec(line)?.[1] ?? '').split(' '))
      .filter(Boolean);
    expect(copied.length).toBeGreaterThan(0);
    for (const path of copied.filter((each) => !each.includes('*')))
      expect(existsSync(`${ROOT}${path}`)).toBe(true);
    expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER 65532:65532');
    expect(lines.some((line) => line.startsWith('HEALTHCHECK'))).toBe(true);
  });
});

describe('the executable', () => {
  it('[CFG-3] is one file that runs a whole site, pages and demo clip included', async () => {
    const built = Bun.spawn([process.execPath, 'scripts/build.ts'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect(await built.exited).toBe(0);
    using directory = tempDir();
    const port = freePort();
    const site = Bun.spawn([`${ROOT}dist/usher`, 'up', '--port', String(port)], {
      cwd: directory.path,
      env: { PATH: Bun.env['PATH'] },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      let output = '';
      void site.stdout.pipeTo(
        new WritableStream({ write: (bytes) => void (output += new TextDecoder().decode(bytes)) }),
      );
      await until('it says that it runs', () => output.includes('Usher is running'), 30_000);
      const address = `http://127.0.0.1:${port}`;
      const page = await fetch(address);
      expect(await page.text()).toContain('<!doctype html>');
      const range = await fetch(`${address}/demo/usher-demo.mp4`, { headers: { Range: 'bytes=0-99' } });
      expect([range.status, (await range.bytes()).length]).toEqual([206, 100]);
      const health = (url: string) =>
        Bun.spawn([`${ROOT}dist/usher`, 'health', url], { stdio: ['ignore', 'ignore', 'ignore'] }).exited;
      expect(await health(`${address}/api/status`)).toBe(0);
      expect(await health(`${address}/api/room/none`)).toBe(1);
      // A thread whose file is not in the executable says that it cannot work.
      expect(output).not.toContain('cannot bring the log');
      site.kill('SIGINT');
      expect(await site.exited).toBe(0);
    } finally {
      site.kill('SIGKILL');
    }
  });
});
