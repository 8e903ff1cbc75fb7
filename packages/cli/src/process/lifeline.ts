/**
 * With this variable set to `stdin`, a process ends at the end of its standard input: its parent holds the other end of the pipe, and
 * the system closes that however the parent dies, `kill -9` included (CFG-3).
 */
export const LIFELINE_VARIABLE = 'USHER_LIFELINE';

/** Resolves when the parent has died; never when there is no lifeline. */
export async function lifelineEnd(): Promise<void> {
  if (process.env[LIFELINE_VARIABLE] !== 'stdin') return new Promise(() => {});
  for await (const _ of Bun.stdin.stream());
}
