import { parseArgs } from 'node:util';
import { runMany } from '../src/run-many.ts';
import { isMutation } from '../src/mutations.ts';

/**
 * `npm run test:sim -- [--schedules 500] [--from 1] | --seed 1234 | [--mutation name]`. A schedule that fails shows what happened, and how to
 * run it again; the process then ends with 1.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    mutation: { type: 'string' },
  },
});
const PROGRESS_MS = 5000;

const from = wholeNumber('seed', values.seed ?? values.from);
const schedules = values.seed === undefined ? wholeNumber('schedules', values.schedules) : 1;
const { mutation } = values;
if (mutation !== undefined && !isMutation(mutation)) fail(`there is no mutation "${mutation}"`);

const startedAt = performance.now();
let [done, failures, saidAt] = [0, 0, startedAt];
await runMany({
  from,
  schedules,
  ...(mutation !== undefined && isMutation(mutation) && { mutation }),
  each({ seed, failure, hash }) {
    done++;
    if (values.seed !== undefined && failure === null) console.log(`seed ${seed}: nothing wrong, ${hash}`);
    if (failure !== null) {
      failures++;
      console.log(`${failure.report}\n\nseed ${seed}: ${failure.message}`);
      const more = mutation === undefined ? '' : ` --mutation ${mutation}`;
      console.log(`again${atCommit()}: npm run test:sim -- --seed ${seed}${more}\n`);
    }
    if (performance.now() - saidAt > PROGRESS_MS) {
      saidAt = performance.now();
      console.log(progress());
    }
    return failures === 0;
  },
});
console.log(progress());
process.exit(failures === 0 ? 0 : 1);

function progress(): string {
  const seconds = (performance.now() - startedAt) / 1000;
  return `${done} of ${schedules} schedules, ${(done / seconds).toFixed(1)}/s, ${failures} failed`;
}

/** A seed and a commit replay a run exactly (SIM-1): which commit, if git knows it, and whether the files are as they are there. */
function atCommit(): string {
  const commit = git('rev-parse', '--short', 'HEAD');
  if (commit === null) return '';
  return git('status', '--porcelain') === '' ? ` at ${commit}` : ` at ${commit} with changes`;
}

function git(...words: string[]): string | null {
  const { success, stdout } = Bun.spawnSync(['git', '-C', import.meta.dir, ...words], { stderr: 'ignore' });
  return success ? stdout.toString().trim() : null;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  return fail(`--${name} must be a whole number above 0, not "${text}"`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
