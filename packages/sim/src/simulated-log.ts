import type { Logger } from '@usher/kit/runtime';
import type { EventLog } from './event-log.ts';

/** What our programs never say unless they are broken. */
const BROKEN = /is broken|cannot be read|was not loaded/;

/** Puts warnings and errors of a program among the events. @param broken it says that it is */
export function simulatedLog(who: string, events: EventLog, broken: (what: string) => void): Logger {
  const note = (fields: unknown, message?: string) => {
    const what = typeof fields === 'string' ? fields : (message ?? '');
    events.note(who, `! ${what} ${errorOf(fields)}`);
    if (BROKEN.test(what)) broken(`${what} ${errorOf(fields)}`);
  };
  const log = {
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: note,
    error: note,
    fatal: note,
    level: 'warn',
    child: () => log,
  };
  return log as unknown as Logger;
}

function errorOf(fields: unknown): string {
  const error = (fields as { err?: unknown } | null)?.err;
  return error instanceof Error ? `(${error.message})` : '';
}

const nothing = () => undefined;
