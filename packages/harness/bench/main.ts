import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { machine } from './machine.ts';
import { hasNginx, NGINX_MISSING } from './nginx.ts';
import { readReport, tableOf, writeReport, type Report } from './report.ts';
import { holds } from './row.ts';
import { ROWS } from './rows.ts';

/**
 * `npm run bench`: measures everything beside its floor and peers (PRF-1). `-- --only relay,fanout`: these rows; `--quick`: fewer and
 * shorter repetitions; `--compare old.json`: beside an earlier report. Ends with 1 when a bar does not hold, or anything is worse.
 */
const progress = (text: string) => console.log(`  ${text}`);
const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean' }, compare: { type: 'string' } },
});
const wanted = values.only?.split(',');
const unknown = wanted?.find((name) => ROWS.every((row) => row.name !== name));
if (unknown !== undefined) {
  console.error(`no row is named "${unknown}"; there are ${ROWS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const before = values.compare === undefined ? null : await readReport(values.compare);
if (!hasNginx) console.log(`NOT MEASURED against nginx: ${NGINX_MISSING}`);

const about = await machine();
if (about.loadAverage > about.cores)
  console.log(
    'BUSY: whoever gets the CPU late finds several messages at once, which flatters those that pass on bytes',
  );
const report: Report = { ...about, isQuick: values.quick ?? false, rows: {} };
for (const row of ROWS.filter(({ name }) => wanted === undefined || wanted.includes(name))) {
  console.log(`${row.name}: ${row.what}`);
  report.rows[row.name] = await row.run({ isQuick: report.isQuick, progress });
}

console.log(tableOf(report));
console.log(`as JSON: ${await writeReport(report)}`);
const worse = before === null ? [] : compare(before, report);
for (const line of worse) console.log(line);
const bars = Object.values(report.rows).flatMap((row) => row.bars);
process.exit(bars.some((bar) => holds(bar) === false) || worse.length > 0 ? 1 : 0);
