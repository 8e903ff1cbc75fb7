import { format, resolveConfig } from 'prettier';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { balancerConfig } from '../packages/balancer/src/config.ts';
import { addLimitMetrics } from '../packages/balancer/src/shell/limit-metrics.ts';
import { createMetrics as createBalancerMetrics } from '../packages/balancer/src/shell/metrics.ts';
import { linkConfig } from '../packages/link-auth/src/config.ts';
import { addDirectMetrics } from '../packages/monolith/src/clients/direct-metrics.ts';
import { monolithConfig } from '../packages/monolith/src/config.ts';
import { MediaMetrics } from '../packages/monolith/src/media/media-metrics.ts';
import { HttpMetrics } from '../packages/monolith/src/metrics/http-metrics.ts';
import { StoreMetrics } from '../packages/monolith/src/metrics/store-metrics.ts';
import { createMetrics as createMonolithMetrics } from '../packages/monolith/src/metrics.ts';
import { CLOSE_CODES, type Reaction } from '../packages/protocol/src/close-codes.ts';
import { markdownTable } from './markdown-table.ts';
import { permissionsTable, roomLimitsTable } from './room-tables.ts';

/**
 * `npm run docs`: rewrites the parts of the pages in docs/ that the code knows better, between `<!-- generated: name -->` and
 * `<!-- end -->`. With `--check` it only tells whether they are up to date.
 */
const DIRECTORY = `${import.meta.dir}/../docs`;

const REACTIONS: Readonly<Record<Reaction, string>> = {
  reconnect: 'reconnects',
  'reconnect-soon': 'reconnects soon, to another Balancer',
  backoff: 'reconnects with backoff',
  'new-token': 'gets a new token once, then stops',
  stop: 'stops',
};

/** Stands for what is measured. */
const NOTHING = {} as never;

type Sections = Readonly<Record<string, () => string | Promise<string>>>;

const OPERATIONS: Sections = {
  balancer: () => configTable(balancerConfig),
  'balancer.limits': () => configTable(objectIn(balancerConfig.shape.limits)),
  link: () => configTable(linkConfig),
  monolith: () => configTable(monolithConfig),
  'monolith.limits': () => configTable(objectIn(monolithConfig.shape.limits)),
  'balancer metrics': () => metricsTable(balancerMetrics()),
  'monolith metrics': () => metricsTable(monolithMetrics()),
  'close codes': () =>
    markdownTable(
      ['code', 'meaning', 'the client'],
      Object.entries(CLOSE_CODES).map(([code, { meaning, reaction }]) => [
        code,
        meaning,
        REACTIONS[reaction],
      ]),
    ),
};

const PAGES: Readonly<Record<string, Sections>> = {
  'operations.md': OPERATIONS,
  'rooms.md': { permissions: permissionsTable, 'room limits': roomLimitsTable },
};

const isCheck = process.argv.includes('--check');
for (const [page, sections] of Object.entries(PAGES)) {
  const file = `${DIRECTORY}/${page}`;
  const before = await Bun.file(file).text();
  const regenerated = await regenerate(page, before, sections);
  const after = await format(regenerated, { ...(await resolveConfig(file)), filepath: file });
  if (after === before) continue;
  if (!isCheck) await Bun.write(file, after);
  else {
    console.log(`docs/${page} is stale: npm run docs`);
    process.exitCode = 1;
  }
}

async function regenerate(page: string, text: string, sections: Sections): Promise<string> {
  let result = text;
  for (const [name, generate] of Object.entries(sections)) {
    const start = `<!-- generated: ${name} -->`;
    const [head, rest] = result.split(start);
    const end = rest?.indexOf('<!-- end -->') ?? -1;
    if (rest === undefined || end < 0) throw new Error(`docs/${page} has no section "${start}"`);
    result = `${head}${start}\n\n${await generate()}\n\n${rest.slice(end)}`;
  }
  return result;
}

function configTable(schema: z.ZodObject): string {
  const rows = Object.entries(schema.shape).map(([name, field]) => {
    const { description } = field as z.ZodType;
    if (description === undefined) throw new Error(`the option ${name} has no description: .describe(…)`);
    return [`\`${name}\``, defaultOf(field), description];
  });
  return markdownTable(['option', 'default', 'meaning'], rows);
}

function defaultOf(field: z.core.$ZodType): string {
  const isDefaulted = field instanceof z.ZodDefault || field instanceof z.ZodPrefault;
  const value = isDefaulted ? field.def.defaultValue : undefined;
  if (value === undefined) return '–';
  // Tables have sections of their own.
  const isTable = typeof value === 'object' && JSON.stringify(value).includes('{');
  return isTable ? '' : `\`${JSON.stringify(value)}\``;
}

function objectIn(field: z.core.$ZodType): z.ZodObject {
  if (field instanceof z.ZodObject) return field;
  if (field instanceof z.ZodPrefault || field instanceof z.ZodDefault) return objectIn(field.def.innerType);
  throw new Error('not a table of options');
}

/** Only what the metrics are called: nothing is measured. */
function metricsTable(registry: Registry): string {
  const own = registry.getMetricsAsArray().filter(({ name }) => name.startsWith('usher_'));
  return markdownTable(
    ['metric', 'type', 'what it tells'],
    own.map(({ name, type, help }) => [`\`${name}\``, String(type), help]),
  );
}

function balancerMetrics(): Registry {
  const { registry } = createBalancerMetrics(NOTHING, NOTHING);
  addLimitMetrics(registry, NOTHING);
  return registry;
}

function monolithMetrics(): Registry {
  const measured = { stores: new StoreMetrics(), http: new HttpMetrics() };
  const registry = createMonolithMetrics(measured as never);
  addDirectMetrics(registry, NOTHING);
  new MediaMetrics().addTo(registry);
  return registry;
}
