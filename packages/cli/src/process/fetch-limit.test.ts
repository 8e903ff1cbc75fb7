import { expect, it } from 'bun:test';
import { fileURLToPath } from 'node:url';
import { FETCH_LIMIT } from './fetch-limit.ts';

const PROGRAM = fileURLToPath(new URL('../testing/fetch-limit-program.ts', import.meta.url));

/** What the program says of itself when it is started with these variables. */
async function runWith(variables: Record<string, string>) {
  const { BUN_CONFIG_MAX_HTTP_REQUESTS: _, ...rest } = Bun.env;
  const child = Bun.spawn([process.execPath, PROGRAM, 'an', 'argument'], { env: { ...rest, ...variables } });
  const said = JSON.parse(await child.stdout.text()) as { pid: number; args: string[]; limit: string };
  return { ...said, isSameProcess: said.pid === child.pid };
}

it('[HOS-2] a process that was started without a limit of requests begins anew with it, as the same process', async () => {
  const { limit, args, isSameProcess } = await runWith({});
  expect(limit).toBe(FETCH_LIMIT.BUN_CONFIG_MAX_HTTP_REQUESTS);
  expect(args).toEqual(['an', 'argument']);
  expect(isSameProcess).toBe(true);
});

it('[HOS-2] a limit that was given stays', async () => {
  expect((await runWith({ BUN_CONFIG_MAX_HTTP_REQUESTS: '300' })).limit).toBe('300');
});
