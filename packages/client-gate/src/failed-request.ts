import type { Logger } from '@usher/kit/runtime';
import { errorResponse } from './error-response.ts';

/** How a server answers when it fails at a request: what went wrong is for the log alone (API-10). */
export const answerFailure =
  (log: Logger) =>
  (error: Error): Response => {
    log.error({ err: error }, 'a request failed');
    return errorResponse(500, 'Unknown', 'something went wrong here; try again');
  };
