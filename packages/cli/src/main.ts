import { CommanderError } from 'commander';
import { ConfigError } from '@usher/kit';
import { ignoreProxies } from './process/ignore-proxies.ts';
import { createProgram } from './program.ts';
import { StartError } from './start-error.ts';

ignoreProxies();
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exit(report(error));
}

/** Tells the operator what went wrong, and gives the exit code: 2 for what only a change of the command or configuration repairs (BAL-33). */
function report(error: unknown): number {
  // Commander has said it already; help and version end here too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigError) {
    console.error(error.message);
    return 2;
  }
  console.error(error instanceof StartError ? error.message : error);
  return 1;
}
