/** What CI checks besides the tests (`npm run check`): every step runs, even when another one fails. */
const STEPS = {
  format: ['prettier', '--check', '--log-level=warn', '.'],
  lint: ['oxlint', '--type-aware', '--quiet'],
  'types of the cores': ['tsc', '-p', 'tsconfig.core.json'],
  'types of everything else': ['tsc', '-p', 'tsconfig.json'],
  'types of the site': ['tsc', '-p', 'packages/web'],
  'size of the site': ['bun', 'packages/web/scripts/check-budgets.ts'],
  'unused code': ['knip', '--no-progress', '--no-config-hints'],
  'generated documentation': ['bun', 'scripts/generate-docs.ts', '--check'],
};

const root = `${import.meta.dir}/..`;
const results = await Promise.all(Object.entries(STEPS).map(([name, command]) => run(name, command)));
if (results.every(({ passed }) => passed)) process.exit(0);
console.log('`npm run format` repairs the format; the rest is for you.');
process.exit(1);

async function run(name: string, [tool = '', ...args]: readonly string[]): Promise<{ passed: boolean }> {
  const startedAt = performance.now();
  const step = Bun.spawn([`${root}/node_modules/.bin/${tool}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, complaints, code] = await Promise.all([step.stdout.text(), step.stderr.text(), step.exited]);
  const passed = code === 0;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name}: ${tool} ${args.join(' ')} (${seconds} s)`);
  if (!passed) console.log(output + complaints);
  return { passed };
}
