import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from '../src/measuring/machine.ts';
import { writeReport } from '../src/measuring/write-report.ts';
import { holds } from '../src/measuring/bar.ts';
import { requireTool } from '../src/tools.ts';
import { FAULTS } from './faults.ts';
import { FULL, QUICK } from './options.ts';
import { tableOf, type ChaosReport } from './report.ts';
import { barsOf, runChaos } from './run-chaos.ts';
import type { StoreKind } from './site/stores.ts';

const LOGS = resolve(import.meta.dir, '../../../.reports/chaos-logs');
const HELP = `npm run test:chaos: real processes under load, broken one after another (CHA-1, CHA-2).

${FAULTS.map(({ name, what }) => `  ${name.padEnd(20)} ${what}`).join('\n')}

  --only a,b           these steps alone
  --store sqlite       the embedded store instead of Redis and PostgreSQL
  --quick              fewer clients, shorter outages
  --seed 7             who is hit and when people talk; the default is 1
  --help               this

Ends with 1 when a bar does not hold.`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    store: { type: 'string', default: 'redis' },
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const store = storeKind(values.store);
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) fail(`--seed must be a whole number, not "${values.seed}"`);
const wanted = values.only?.split(',') ?? FAULTS.map(({ name }) => name);
const unknown = wanted.find((name) => FAULTS.every((fault) => fault.name !== name));
if (unknown !== undefined)
  fail(`no step is named "${unknown}"; there are ${FAULTS.map(({ name }) => name).join(', ')}`);
const missing = (['redis-server', 'postgres'] as const).filter((name) => !requireTool(name).available);
if (store === 'redis' && missing.length > 0)
  fail(`needs ${missing.join(' and ')}; or --store sqlite, which needs nothing`);

const startedAt = Date.now();
const progress = (text: string) =>
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);
const options = { ...(values.quick ? QUICK : FULL), store, seed };
const faults = FAULTS.filter(({ name, stores }) => wanted.includes(name) && stores.includes(store));
const about = await machine();
if (about.loadAverage > about.cores) console.log('BUSY: this machine has other work; times will be longer');
const result = await runChaos(faults, options, { progress, logs: keepLogs });
const report: ChaosReport = { ...about, options, ...result };
console.log(`\n${tableOf(report)}`);
console.log(`as JSON: ${await writeReport(report, 'chaos')}; what the processes logged: ${LOGS}`);
process.exit(barsOf(result).every(holds) ? 0 : 1);

async function keepLogs(seat: string, text: string): Promise<void> {
  await Bun.write(`${LOGS}/${seat.toLowerCase().replace(' ', '-')}.log`, text);
}

function storeKind(text: string): StoreKind {
  if (text === 'redis' || text === 'sqlite') return text;
  return fail(`--store must be redis or sqlite, not "${text}"`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
