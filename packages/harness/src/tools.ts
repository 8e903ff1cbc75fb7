import { existsSync } from 'node:fs';

/** Programs that some tests need and a machine may lack, with the paths to look at before `PATH`. */
const TOOLS = {
  chromium: {
    debianPackage: 'chromium-headless-shell',
    paths: ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'],
  },
  dnsmasq: { debianPackage: 'dnsmasq-base', paths: ['/usr/sbin/dnsmasq'] },
  ffmpeg: { debianPackage: 'ffmpeg', paths: [] },
  ip: { debianPackage: 'iproute2', paths: ['/usr/sbin/ip', '/sbin/ip'] },
  openssl: { debianPackage: 'openssl', paths: [] },
  'redis-server': {
    debianPackage: 'redis-server',
    paths: ['/usr/bin/redis-server', '/usr/bin/valkey-server'],
  },
  postgres: {
    debianPackage: 'postgresql',
    paths: ['/usr/lib/postgresql/17/bin/postgres', '/usr/lib/postgresql/15/bin/postgres'],
  },
} as const;

export type ToolName = keyof typeof TOOLS;

/** `path` means something only when the tool is available. */
export interface Tool {
  readonly available: boolean;
  readonly path: string;
}

/**
 * Finds a program for `describe.skipIf(!tool.available)`.
 * @throws Error when it is missing and `CI` is `true`: there nothing may go untested
 */
export function requireTool(name: ToolName): Tool {
  const path = find(name);
  if (path !== null) return { available: true, path };
  if (process.env['CI'] === 'true')
    throw new Error(`${name} is not installed: apt-get install ${TOOLS[name].debianPackage}`);
  return { available: false, path: name };
}

/** What `requireTool` would not find. */
export function missingTools(): { name: ToolName; debianPackage: string }[] {
  const names = Object.keys(TOOLS) as ToolName[];
  return names
    .filter((name) => find(name) === null)
    .map((name) => ({ name, debianPackage: TOOLS[name].debianPackage }));
}

function find(name: ToolName): string | null {
  return (
    TOOLS[name].paths.find((path) => existsSync(path)) ?? Bun.which(name, { PATH: process.env['PATH'] ?? '' })
  );
}
