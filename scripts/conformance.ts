import { parseArgs } from 'node:util';

/** `npm run conformance -- --site http://host:port [--api-key …]`: the conformance suite against a site that runs already. */
const CLIENTS_PER_ADDRESS_MAX = 100; // CON-5
const CLIENTS_OF_A_CASE = 8;

const { values } = parseArgs({ options: { site: { type: 'string' }, 'api-key': { type: 'string' } } });
if (values.site === undefined) {
  console.error('usage: npm run conformance -- --site http://host:port [--api-key KEY]');
  process.exit(2);
}
const concurrency = Math.floor(CLIENTS_PER_ADDRESS_MAX / CLIENTS_OF_A_CASE);
const args = [`--max-concurrency=${concurrency}`, 'packages/harness/test/conformance.test.ts'];
const run = Bun.spawn([process.execPath, 'test', ...args], {
  cwd: `${import.meta.dir}/..`,
  env: {
    ...Bun.env,
    CONFORMANCE_SITE: values.site,
    ...(values['api-key'] !== undefined && { CONFORMANCE_API_KEY: values['api-key'] }),
  },
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.exit(await run.exited);
