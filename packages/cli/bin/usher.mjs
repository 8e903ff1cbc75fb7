#!/usr/bin/env node
// `npx usher …` in the repository: makes the clone ready if it is not, then runs Usher on Bun.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import '../../../scripts/bootstrap.mjs';

const bun = fileURLToPath(import.meta.resolve('bun/bin/bun.exe'));
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
// However this process ends, Usher does not outlive it.
const child = spawn(bun, ['--no-orphans', main, ...process.argv.slice(2)], { stdio: 'inherit' });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  // Ends the same way, so that whoever waits for this process learns the signal.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
