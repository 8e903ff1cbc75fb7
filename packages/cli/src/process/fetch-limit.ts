import { argv, env, execArgv, execPath, execve } from 'node:process';

/** Lets a Balancer carry more than 256 requests at once, which is what the runtime's `fetch` does without it. Read when a process begins. */
export const FETCH_LIMIT = { BUN_CONFIG_MAX_HTTP_REQUESTS: '16384' } as const;

/** Begins this process anew with the limit, under the same id, if whoever started it did not set one. */
export function requireFetchLimit(): void {
  if (env['BUN_CONFIG_MAX_HTTP_REQUESTS'] !== undefined) return;
  execve?.(execPath, [execPath, ...execArgv, ...programPath(), ...argv.slice(2)], { ...env, ...FETCH_LIMIT });
}

/** What a command line names after the runtime; nothing, when the program is the executable that it was compiled into. */
export const programPath = (): string[] => (Bun.main.startsWith('/$bunfs/') ? [] : [Bun.main]);
