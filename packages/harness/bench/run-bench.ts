import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { holds } from '../src/measuring/bar.ts';
import { machine } from '../src/measuring/machine.ts';
import { writeReport } from '../src/measuring/write-report.ts';
import { compare } from './compare.ts';
import { readReport, tableOf, type Report } from './report.ts';
import type { Row } from './row.ts';

interface Bench {
  /** Of the report's file. */
  readonly name: string;
  /** What `--help` says of it, before the options. */
  readonly about: string;
  readonly rows: readonly Row[];
  /** Said before it begins, when the machine does other work. */
  readonly busy: string;
}

const OPTIONS = `
  --only a,b           these rows alone
  --quick              fewer and shorter repetitions
  --compare old.json   beside an earlier report
  --help               this

Ends with 1 when a bar does not hold, or anything is worse than in the earlier report.`;

/** Measures what its command line asks for, prints it as a table, keeps it as JSON, and ends the process. */
export async function runBench({ name, about, rows, busy }: Bench): Promise<never> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean' },
      compare: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    const list = rows.map((row) => `  ${row.name.padEnd(20)} ${row.what}`);
    console.log([about, '', ...list, OPTIONS].join('\n'));
    process.exit(0);
  }
  const wanted = values.only?.split(',');
  const unknown = wanted?.find((each) => rows.every((row) => row.name !== each));
  if (unknown !== undefined) {
    console.error(`no row is named "${unknown}"; there are ${rows.map((row) => row.name).join(', ')}`);
    process.exit(2);
  }
  const before = values.compare === undefined ? null : await readReport(values.compare);

  const on = await machine();
  if (on.loadAverage > on.cores) console.log(`BUSY: ${busy}`);
  const report: Report = { ...on, isQuick: values.quick ?? false, rows: {} };
  for (const row of rows.filter((each) => wanted === undefined || wanted.includes(each.name))) {
    console.log(`${row.name}: ${row.what}`);
    report.rows[row.name] = await row.run({ isQuick: report.isQuick, progress });
    progress(`load ${loadavg()[0]?.toFixed(1)}`);
  }

  console.log(tableOf(report));
  console.log(`as JSON: ${await writeReport(report, name)}`);
  const worse = before === null ? [] : compare(before, report);
  for (const line of worse) console.log(line);
  const bars = Object.values(report.rows).flatMap((row) => row.bars);
  process.exit(bars.some((bar) => holds(bar) === false) || worse.length > 0 ? 1 : 0);
}

const progress = (text: string) => console.log(`  ${text}`);
