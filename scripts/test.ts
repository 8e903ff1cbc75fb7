import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { missingTools } from '../packages/harness/src/tools.ts';

/**
 * `npm test`: the check, then all tests. `npm test -- packages/protocol` runs these files only, without the check.
 * The last line is always `N passed, N failed, N skipped`; the check counts as one test.
 */
const REPORT = '.reports/tests.xml';
const TEST_TIMEOUT_MS = 60_000;

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const root = `${import.meta.dir}/..`;
const chosen = process.argv.slice(2);

const tallies = chosen.length === 0 ? [await check(), await test()] : [await test()];
for (const { name, debianPackage } of missingTools()) {
  console.log(`NOT TESTED what needs ${name}, which is not installed: apt-get install ${debianPackage}`);
}
const sum = (kind: keyof Tally) => tallies.reduce((total, tally) => total + tally[kind], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(sum('failed') > 0 ? 1 : 0);

async function check(): Promise<Tally> {
  const passed = (await run(['scripts/check.ts'])) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

async function test(): Promise<Tally> {
  rmSync(`${root}/${REPORT}`, { force: true });
  mkdirSync(dirname(`${root}/${REPORT}`), { recursive: true });
  const report = ['--reporter=junit', `--reporter-outfile=${REPORT}`];
  const code = await run(['test', `--timeout=${TEST_TIMEOUT_MS}`, ...report, ...chosen]);
  const tally = await readReport();
  if (code === 0 || tally.failed > 0) return tally;
  // A file that cannot be loaded is missing from the report.
  console.log(
    `bun test ended with ${code} though no test failed: it could not load a file, or found none. See above.`,
  );
  return { ...tally, failed: 1 };
}

async function readReport(): Promise<Tally> {
  const file = Bun.file(`${root}/${REPORT}`);
  const [totals = ''] = (await file.exists()) ? (/<testsuites [^>]*>/.exec(await file.text()) ?? []) : [];
  const count = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(totals)?.[1] ?? 0);
  const [failed, skipped] = [count('failures'), count('skipped')];
  return { passed: count('tests') - failed - skipped, failed, skipped };
}

function run(args: readonly string[]): Promise<number> {
  return Bun.spawn([process.execPath, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    .exited;
}
