import { styleText } from 'node:util';
import { prettyFactory } from 'pino-pretty';

/** Makes the log lines of children readable: each with its process's name in front; what is no log line stays as it is. */
export function createChildLog(print: (line: string) => void): (name: string, line: string) => void {
  const pretty = prettyFactory({
    colorize: process.stdout.hasColors?.() ?? false,
    ignore: 'pid,hostname,role',
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
  });
  return (name, line) => print(`${styleText('dim', name)}  ${pretty(line).trimEnd()}`);
}
