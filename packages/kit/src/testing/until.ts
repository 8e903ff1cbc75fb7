type Falsy = false | 0 | '' | null | undefined;

/**
 * Waits until `condition` gives something truthy, and returns it. Tests wait on conditions, never on time: `timeoutMs` only bounds a
 * failure, whose message is `what`.
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  timeoutMs = 10_000,
): Promise<Exclude<T, Falsy>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value as Exclude<T, Falsy>;
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await Bun.sleep(5);
  }
}
