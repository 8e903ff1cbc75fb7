/** Something outside of Usher keeps it from starting. The message tells the operator what to do; the process exits with 1. */
export class StartError extends Error {
  readonly code = 'start';
  readonly retryable = true;
  override readonly name = 'StartError';
}

/** What is a StartError becomes one; everything else is thrown as it is. */
export function explainStart(error: unknown): never {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 'store') throw new StartError(String(message));
  if (code !== 'EADDRINUSE') throw error;
  throw new StartError(`${String(message)} Choose another port, or stop what uses it.`);
}
