/** Something outside of Usher keeps it from starting. The message tells the operator what to do; the process exits with 1. */
export class StartError extends Error {
  readonly code = 'start';
  readonly retryable = true;
  override readonly name = 'StartError';
}
