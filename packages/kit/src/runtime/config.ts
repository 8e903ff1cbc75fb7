import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';

type Tree = { [key: string]: unknown };

/** Where a configuration comes from, in rising order of precedence (CFG-2). */
export interface ConfigSources {
  /** A TOML file. */
  readonly file?: string | undefined;
  /** Variables `USHER_…`, `__` between levels. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Dotted path → text, as flags give it. */
  readonly flags: Readonly<Record<string, string>>;
}

/**
 * Reads, merges and validates the whole configuration (CFG-1, CFG-2, BAL-33).
 * @throws ConfigError naming every bad key, what was expected and what was found
 */
export function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  sources: ConfigSources,
): z.output<Schema> {
  const tree: Tree = sources.file === undefined ? {} : readToml(sources.file);
  const origins = new Map<string, string>();
  const set = (path: string[], text: string, origin: string) => {
    origins.set(path.join('.'), origin);
    setPath(tree, path, isText(schemaAt(schema, path)) ? text : valueOf(text));
  };
  // In this order `USHER_A__B` overrules what `USHER_A` says about it.
  for (const [name, text] of Object.entries(sources.env).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.startsWith('USHER_') || text === undefined) continue;
    set(name.slice('USHER_'.length).toLowerCase().split('__'), text, name);
  }
  for (const [path, text] of Object.entries(sources.flags)) set(path.split('.'), text, `--${path}`);

  const result = schema.safeParse(tree);
  if (result.success) return result.data;
  const lines = result.error.issues.flatMap((issue) => describe(issue, tree, origins));
  throw new ConfigError(`The configuration cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

function readToml(file: string): Tree {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`Cannot read the configuration file ${file}: ${(error as Error).message}`);
  }
  try {
    return Bun.TOML.parse(text) as Tree;
  } catch (error) {
    throw new ConfigError(`${file} is not valid TOML: ${(error as Error).message}`);
  }
}

function setPath(tree: Tree, path: string[], value: unknown): void {
  let level = tree;
  for (const key of path.slice(0, -1)) {
    const next = level[key];
    level[key] = typeof next === 'object' && next !== null && !Array.isArray(next) ? next : {};
    level = level[key] as Tree;
  }
  level[path.at(-1) as string] = value;
}

/** Numbers, booleans, arrays and tables in variables and flags are JSON; anything else is text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The schema of the option at `path`, without the wrappers around it. */
function schemaAt(schema: z.core.$ZodType, path: readonly string[]): z.core.$ZodType | undefined {
  let current: z.core.$ZodType | undefined = unwrap(schema);
  for (const key of path) {
    current = current instanceof z.ZodObject ? current.shape[key] : undefined;
    current = current && unwrap(current);
  }
  return current;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return unwrap(schema.def.innerType);
  }
  return schema instanceof z.ZodPipe ? unwrap(schema.def.in) : schema;
}

const isText = (schema: z.core.$ZodType | undefined): boolean =>
  schema instanceof z.ZodString || schema instanceof z.ZodEnum;

function describe(issue: z.core.$ZodIssue, tree: Tree, origins: Map<string, string>): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key].join('.');
      return `${path}: there is no such option${originOf(path, origins)}`;
    });
  }
  const path = issue.path.join('.');
  const expected = issue.message.replace(/^[A-Z][a-z ]+: (?=expected )/, '').replace(/, received \w+$/, '');
  return [`${path}: ${expected}, found ${foundAt(tree, issue.path)}${originOf(path, origins)}`];
}

function originOf(path: string, origins: Map<string, string>): string {
  const origin = origins.get(path);
  return origin === undefined ? '' : ` (from ${origin})`;
}

function foundAt(tree: Tree, path: readonly PropertyKey[]): string {
  let value: unknown = tree;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  if (value === undefined) return 'nothing';
  if (path.some((key) => /secret|key|token|password/i.test(String(key)))) return 'a value not shown here';
  // A list or a table may hold secrets further down.
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a table';
  return JSON.stringify(value).replace(/\/\/[^/@]*@/, '//…@');
}
