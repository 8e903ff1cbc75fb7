import { existsSync } from 'node:fs';
import { ConfigError } from '@usher/kit';
import type { ConfigSources } from '@usher/kit/runtime';
import { LIFELINE_VARIABLE } from './process/lifeline.ts';

const DEFAULT_FILE = 'usher.toml';

export interface GlobalOptions {
  readonly config?: string;
}

/**
 * Where this run's configuration comes from (CFG-2).
 * @param args what is left of the command line: `--section.option value` and `--section.option=value`
 * @param short values of short flags by the option that they stand for
 */
export function configSources(
  { config }: GlobalOptions,
  args: readonly string[],
  short: Readonly<Record<string, string | undefined>>,
): ConfigSources {
  const { [LIFELINE_VARIABLE]: _, ...env } = process.env;
  const file = config ?? (existsSync(DEFAULT_FILE) ? DEFAULT_FILE : undefined);
  const shortFlags = Object.entries(short).filter((flag): flag is [string, string] => flag[1] !== undefined);
  return { file, env, flags: { ...parseFlags(args), ...Object.fromEntries(shortFlags) } };
}

/** The same sources with `flags` overruling everything. */
export function overruled(sources: ConfigSources, flags: Readonly<Record<string, string>>): ConfigSources {
  return { ...sources, flags: { ...sources.flags, ...flags } };
}

/** Flags as the variables that mean the same: how a child process is configured without showing secrets in the list of processes. */
export function asEnvironment(flags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(flags).map(([path, text]) => [variableOf(path), text]));
}

const variableOf = (path: string) => `USHER_${path.toUpperCase().replaceAll('.', '__')}`;

function parseFlags(args: readonly string[]): Record<string, string> {
  const flags: Record<string, string> = {};
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, path, inline] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (path === undefined)
      throw new ConfigError(`Unexpected argument ${arg}: options have the form --section.option value`);
    const value = inline ?? rest.shift();
    if (value === undefined) throw new ConfigError(`--${path} needs a value`);
    flags[path] = value;
  }
  return flags;
}
