import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { missingTools } from '../packages/harness/src/tools.ts';

/**
 * `npm test`: the check, then all tests. `npm test -- packages/protocol` runs these files only, without the check.
 * The last line is always `N passed, N failed, N skipped`; the check counts as one test.
 */
const TEST_TIMEOUT_MS = 60_000;

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Where those are that failed, and why. */
  readonly failures: readonly string[];
}

const root = `${import.meta.dir}/..`;
const chosen = process.argv.slice(2);

/** Browsers notice it when networks come and go on their machine, and drop what they are loading. */
const MAKES_NETWORKS = /mayMakeNetworks/;
/** Real processes that are held to times. */
const IS_TIMED =
  /\/harness\/test\/(continuity|crash|deploy|hostile-.*|outage|ownership|restart|resume|slow-clients)\.test/;
/** Whole sites and long simulations. */
const IS_SLOW = /^packages\/(harness|sim)\/test\//;
/** Tests mostly wait for their processes. */
const AT_A_TIME = availableParallelism() + 1;

const tallies = chosen.length === 0 ? [await check(), ...(await testAll())] : [await test('tests', chosen)];
for (const { name, debianPackage } of missingTools()) {
  console.log(`NOT TESTED what needs ${name}, which is not installed: apt-get install ${debianPackage}`);
}
const causes = tallies.flatMap((tally) => tally.failures);
if (causes.length > 0) console.log(`FAILED:\n${causes.join('\n')}`);
const sum = (kind: 'passed' | 'failed' | 'skipped') =>
  tallies.reduce((total, tally) => total + tally[kind], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(sum('failed') > 0 ? 1 : 0);

async function check(): Promise<Tally> {
  const passed = (await run(['scripts/check.ts'])) === 0;
  return passed
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: ['the check: npm run check'] };
}

/** First what can be tested side by side, then what needs the machine to itself. */
async function testAll(): Promise<Tally[]> {
  const files = await Array.fromAsync(
    new Bun.Glob('packages/*/{src,test,chaos,bench}/**/*.test.ts').scan(root),
  );
  const alone: string[] = [];
  const together: string[] = [];
  for (const file of files.toSorted(slowestFirst)) {
    const needsAll = IS_TIMED.test(file) || MAKES_NETWORKS.test(await Bun.file(`${root}/${file}`).text());
    (needsAll ? alone : together).push(`./${file}`);
  }
  console.log(`${files.length} files of tests: ${AT_A_TIME} at a time, then ${alone.length} one by one`);
  return [
    await test('together', together, [`--parallel=${AT_A_TIME}`, '--no-isolate']),
    await test('alone', alone),
  ];
}

/** So that no core is idle at the end. */
function slowestFirst(one: string, other: string): number {
  return Number(!IS_SLOW.test(one)) - Number(!IS_SLOW.test(other)) || (one < other ? -1 : 1);
}

async function test(name: string, files: readonly string[], how: readonly string[] = []): Promise<Tally> {
  const report = `${root}/.reports/${name}.xml`;
  rmSync(report, { force: true });
  mkdirSync(dirname(report), { recursive: true });
  const options = [`--timeout=${TEST_TIMEOUT_MS}`, '--reporter=junit', `--reporter-outfile=${report}`];
  const code = await run(['test', ...how, ...options, ...files]);
  const tally = await readReport(report);
  if (code === 0 || tally.failed > 0) return tally;
  // A file that cannot be loaded is missing from the report.
  const failure = `${name}: bun test ended with ${code} though no test failed: it could not load a file, or found none. See above.`;
  return { ...tally, failed: 1, failures: [failure] };
}

async function readReport(report: string): Promise<Tally> {
  const file = Bun.file(report);
  const text = (await file.exists()) ? await file.text() : '';
  const [totals = ''] = /<testsuites [^>]*>/.exec(text) ?? [];
  const count = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(totals)?.[1] ?? 0);
  const [failed, skipped] = [count('failures'), count('skipped')];
  const failures = Array.from(text.matchAll(/<testcase ([^>]*)>\s*<failure [^>]*>([^<]*)/g), failureOf);
  return { passed: count('tests') - failed - skipped, failed, skipped, failures };
}

function failureOf([, attributes = '', message = '']: RegExpExecArray): string {
  const attribute = (name: string) =>
    unescapeXml(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
  const why = unescapeXml(message).split('\n', 12).join('\n    ');
  return `  ${attribute('file')}:${attribute('line')} ${attribute('classname')} > ${attribute('name')}\n    ${why}`;
}

function unescapeXml(text: string): string {
  const NAMED: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };
  return text.replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
    code === undefined ? (NAMED[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );
}

async function run(args: readonly string[]): Promise<number> {
  return Bun.spawn([process.execPath, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    .exited;
}
