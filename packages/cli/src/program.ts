import { ConfigError } from '@usher/kit';
import type { ConfigSources } from '@usher/kit/runtime';
import { Command, InvalidArgumentError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { BackupOptions } from './commands/backup.ts';
import type { MigrateOptions } from './commands/migrate.ts';
import type { RoleOptions } from './commands/role-options.ts';
import type { UpOptions } from './commands/up.ts';
import type { Role } from './process/readiness.ts';
import { configSources, type GlobalOptions } from './sources.ts';

/** The command line (CFG-3). Each command is imported when it runs: a Balancer's process has no Monolith in its memory. */
export function createProgram(): Command {
  const program = new Command('usher')
    .description('Watch videos together: rooms on Monoliths, and the Balancers in front of them.')
    .version(manifest.version)
    .option('--config <file>', 'TOML file with the configuration (default: usher.toml, if there is one)')
    .addHelpText('after', EXAMPLES)
    .exitOverride();

  addUp(program);
  addRole(program, 'balancer', 'Run one Balancer', async (sources, options) => {
    const { balancer } = await import('./commands/balancer.ts');
    await balancer(sources, options);
  });
  addRole(program, 'monolith', 'Run one Monolith', async (sources, options) => {
    const { monolith } = await import('./commands/monolith.ts');
    await monolith(sources, options);
  });
  acceptConfigFlags(program.command('check'))
    .description('Validate the configuration of all roles')
    .action(async (_options, command: Command) => {
      const { check } = await import('./commands/check.ts');
      check(sourcesOf(command));
    });
  addStores(program);
  program
    .command('health <url>')
    .description('Ask an address whether it is well, as a container’s health check does')
    .action(async (url: string) => {
      const { health } = await import('./commands/health.ts');
      await health(url);
    });
  return program;
}

function addUp(program: Command): void {
  acceptConfigFlags(program.command('up'))
    .description('Run a whole site on this machine')
    .option('--monoliths <count>', 'how many Monoliths', count, 2)
    .option('--balancers <count>', 'how many Balancers; each further one has the next port', count, 1)
    .option('--port <port>', 'the port of the site (default: 8080)')
    .option('--data-dir <directory>', 'where rooms and users are kept (default: ./data)')
    .option('--verbose', 'show all logs of the processes, not only warnings')
    .action(async (options: UpOptions, command: Command) => {
      const { up } = await import('./commands/up.ts');
      const short = { 'balancer.port': options.port, 'monolith.data_dir': options.dataDir };
      await up(sourcesOf(command, short), options);
    });
}

function addStores(program: Command): void {
  acceptConfigFlags(program.command('migrate'))
    .description('Bring the tables of the database up to date, as every Monolith does when it starts')
    .option('--check', 'only say what is missing; exits with 1 if something is')
    .action(async (options: MigrateOptions, command: Command) => {
      const { migrate } = await import('./commands/migrate.ts');
      await migrate(sourcesOf(command), options);
    });
  acceptConfigFlags(program.command('backup <directory>'))
    .usage('<directory> [options] [--section.option value ...]')
    .description('Copy users and rooms while Monoliths run (SQLite)')
    .option('--force', 'replace an earlier backup of that name')
    .addHelpText('after', BACKUP_HELP)
    .action(async (directory: string, options: BackupOptions, command: Command) => {
      const { backup } = await import('./commands/backup.ts');
      if (directory.startsWith('-'))
        throw new ConfigError('Name the directory first: usher backup <directory> …');
      backup(
        configSources(command.optsWithGlobals<GlobalOptions>(), command.args.slice(1), {}),
        directory,
        options,
      );
    });
}

function addRole(
  program: Command,
  role: Role,
  description: string,
  run: (sources: ConfigSources, options: RoleOptions) => Promise<void>,
): void {
  acceptConfigFlags(program.command(role))
    .description(description)
    .option('--port <port>', `short for --${role}.port`)
    .option('--check', 'only validate the configuration')
    .action(async (options: RoleOptions, command: Command) => {
      await run(sourcesOf(command, { [`${role}.port`]: options.port }), options);
    });
}

/** Lets any option of the configuration be given as `--section.name value`; the configuration's own check refuses what does not exist. */
function acceptConfigFlags(command: Command): Command {
  return command.usage('[options] [--section.option value ...]').allowUnknownOption().allowExcessArguments();
}

function sourcesOf(
  command: Command,
  short: Readonly<Record<string, string | undefined>> = {},
): ConfigSources {
  return configSources(command.optsWithGlobals<GlobalOptions>(), command.args, short);
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > COUNT_MAX) {
    throw new InvalidArgumentError(`Expected a number from 1 to ${COUNT_MAX}.`);
  }
  return value;
}

/** More processes than this on one machine are a slip of the finger. */
const COUNT_MAX = 32;

const BACKUP_HELP = `
The copy is a data directory of its own: usher.db and live.db, each as it was at one moment, checked, with its name
only when it is whole. To restore it, stop all Monoliths, put its files in the place of those of monolith.data_dir
(delete usher.db-wal, usher.db-shm, live.db-wal and live.db-shm there), and start them again.
With database = "postgres://…" use pg_dump.`;

const EXAMPLES = `
Examples:
  usher up                                  a whole site on http://localhost:8080
  usher up --port 9000 --monoliths 4
  usher monolith --config usher.toml --monolith.link_port 3002
  usher balancer --check                    validate what a Balancer would run with
  usher migrate --check                     whether the database's tables are up to date
  usher backup backups/2030-01-31           copy users and rooms while the site runs

Every option of usher.toml is also a flag, --balancer.drain 5s, and a variable, USHER_BALANCER__DRAIN=5s.
Flags overrule variables, variables overrule the file.`;
