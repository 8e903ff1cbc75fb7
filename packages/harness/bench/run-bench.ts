import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { machine } from '../src/measuring/machine.ts';
import { writeReport } from '../src/measuring/write-report.ts';
import { compare } from './compare.ts';
import { readReport, tableOf, type Report } from './report.ts';
import type { Row } from './row.ts';
import { verdictOf } from './verdict.ts';

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

Ends with 1 when a bar does not hold, when anything is worse than in the earlier report or gone, and where CI is set also
when a bar could not be measured.`;

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
  const { failures, caveats } =
    before === null ? { failures: [], caveats: [] } : compare(before, report, wanted);
  for (const line of [...failures, ...caveats]) console.log(line);
  const verdict = verdictOf(report, failures, Boolean(process.env['CI']));
  console.log(verdict.line);
  process.exit(verdict.exitCode);
}

const progress = (text: string) => console.log(`  ${text}`);
