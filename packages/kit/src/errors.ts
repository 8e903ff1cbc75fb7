/** A configuration that cannot be used. The message tells the operator what to change; the process exits with 2 (BAL-33). */
export class ConfigError extends Error {
  readonly code = 'config';
  readonly retryable = false;
  override readonly name = 'ConfigError';
}

/** States what must hold if our own code is right. */
export function assert(condition: unknown, what: string): asserts condition {
  if (condition !== true && !condition) throw new Error(`Usher is at fault here, please report it: ${what}`);
}

/** The exhaustive end of a switch. */
export function unreachable(value: never): never {
  throw new Error(`Usher is at fault here, please report it: unexpected ${JSON.stringify(value)}`);
}
