import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Structured logs on standard output, readable when that is a terminal. Tokens and secrets are redacted (BAL-34). */
export function createLogger(role: string, level: string): Logger {
  const options = {
    level,
    base: { role },
    redact: [
      'token',
      '*.token',
      'secret',
      '*.secret',
      'secrets',
      '*.secrets',
      'authorization',
      '*.authorization',
    ],
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  if (!process.stdout.isTTY) return pino(options);
  return pino(options, pretty({ sync: true, ignore: 'pid,hostname,role', messageFormat: `${role}: {msg}` }));
}
