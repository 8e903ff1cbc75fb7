import { parseArgs } from 'node:util';
import { environmentOf } from './budget.ts';

/**
 * `npm run test:fuzz -- [--minutes 5] [--seed 1234]`: what tests make up themselves, made up for longer (HOS-1). A seed makes up the same
 * again, in the same order; how far a run gets is a matter of time.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const ROOT = `${import.meta.dir}/../../..`;
/** Whole files: each has nothing but such tests. */
const FILES = [
  'packages/protocol/src/codec.property.test.ts',
  'packages/protocol/src/ott.property.test.ts',
  'packages/harness/test/hostile-bytes.test.ts',
];

const minutes = number('minutes', values.minutes);
const seed = number('seed', values.seed);
const tests = (await Promise.all(FILES.map(countTests))).reduce((sum, count) => sum + count);
const milliseconds = Math.max(1, Math.floor((minutes * 60_000) / tests));
console.log(`seed ${seed}: ${tests} tests, ${milliseconds} ms each`);

const child = Bun.spawn(
  [
    process.execPath,
    'test',
    `--preload=${import.meta.dir}/preload.ts`,
    `--timeout=${milliseconds + 60_000}`,
    ...FILES,
  ],
  {
    cwd: ROOT,
    env: { ...process.env, ...environmentOf({ seed, milliseconds }) },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
const code = await child.exited;
if (code !== 0) console.log(`again: npm run test:fuzz -- --minutes ${minutes} --seed ${seed}`);
process.exit(code);

async function countTests(file: string): Promise<number> {
  const text = await Bun.file(`${ROOT}/${file}`).text();
  return text.match(/^\s*it\(/gm)?.length ?? 0;
}

function number(option: string, text: string): number {
  const value = Number(text);
  if (text !== '' && Number.isFinite(value) && value >= 0) return value;
  console.log(`--${option} must be a number, found "${text}"`);
  process.exit(2);
}
