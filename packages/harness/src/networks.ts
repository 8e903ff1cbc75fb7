import { requireTool } from './tools.ts';

/** Programs of one of several machines run in a network namespace: nothing reaches them but through their plugs. */
export interface TestMachine {
  /** What a command line begins with that is to run there. */
  readonly prefix: readonly string[];
  /** Its address in a network. */
  addressIn(network: string): string;
  /** Nothing gets in or out there any more, and nobody is told: as when the cable is pulled out. */
  unplug(network: string): void;
  plug(network: string): void;
}

/** Addresses that are set aside for tests of networks: the last two bytes are ours to choose. */
const SUBNETS = ['198.18', '198.19'];
const PREFIX_LENGTH = 24;
let made = 0;

/** Networks of this machine, and others that are plugged into them. `using` leaves nothing of it behind. */
export class TestNetworks implements Disposable {
  readonly machines: readonly TestMachine[];
  readonly #names: readonly string[];
  readonly #subnet: number;
  /** Begins the names of all that is made: they say whose they are. */
  readonly #mark = `u${process.pid}x${made++}`;

  /** @param names at most two; this machine is in all of them */
  constructor(names: readonly [string] | readonly [string, string], machines: number) {
    removeLeftovers();
    this.#names = names;
    this.#subnet = freeSubnet();
    try {
      for (const [index, name] of names.entries()) {
        ip('link', 'add', this.#bridge(index), 'type', 'bridge');
        ip('addr', 'add', `${this.addressIn(name)}/${PREFIX_LENGTH}`, 'dev', this.#bridge(index));
        ip('link', 'set', this.#bridge(index), 'up');
      }
      this.machines = Array.from({ length: machines }, (_, index) => this.#addMachine(index));
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** This machine's address in a network. */
  addressIn(network: string): string {
    return this.#address(network, 1);
  }

  [Symbol.dispose](): void {
    remove(this.#mark);
  }

  #addMachine(number: number): TestMachine {
    const namespace = `${this.#mark}m${number}`;
    const cable = (network: string) => `${this.#mark}c${this.#names.indexOf(network)}${number}`;
    const addressIn = (network: string) => this.#address(network, number + 2);
    ip('netns', 'add', namespace);
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
    for (const [index, name] of this.#names.entries()) {
      ip('link', 'add', cable(name), 'type', 'veth', 'peer', 'name', name, 'netns', namespace);
      ip('-n', namespace, 'addr', 'add', `${addressIn(name)}/${PREFIX_LENGTH}`, 'dev', name);
      ip('-n', namespace, 'link', 'set', name, 'up');
      ip('link', 'set', cable(name), 'master', this.#bridge(index), 'up');
    }
    return {
      prefix: [requireTool('ip').path, 'netns', 'exec', namespace],
      addressIn,
      unplug: (network) => ip('link', 'set', cable(network), 'down'),
      plug: (network) => ip('link', 'set', cable(network), 'up'),
    };
  }

  #bridge(index: number): string {
    return `${this.#mark}b${index}`;
  }

  #address(network: string, host: number): string {
    return `${SUBNETS[this.#names.indexOf(network)]}.${this.#subnet}.${host}`;
  }
}

/**
 * Whether this process may make networks, for `describe.skipIf`. Says loudly when it may not: it needs root, and a container that
 * allows it, which no package brings.
 */
export function mayMakeNetworks(): boolean {
  if (!requireTool('ip').available) return false;
  try {
    new TestNetworks(['probe'], 1)[Symbol.dispose]();
    return true;
  } catch (error) {
    const reason = `network namespaces cannot be made here: run as root. ${(error as Error).message}`;
    process.stderr.write(`NOT TESTED what needs several machines: ${reason}\n`);
    return false;
  }
}

/** What processes have left that did not get as far as removing it. */
function removeLeftovers(): void {
  const marks = ip('-o', 'link', 'show', 'type', 'bridge').matchAll(/ (u(\d+)x\d+)b\d+:/g);
  for (const [, mark = '', pid] of marks) if (!isRunning(Number(pid))) remove(mark);
}

/** Cables first: with its namespace one end would go by itself, some time later. */
function remove(mark: string): void {
  const links = [...ip('-o', 'link', 'show').matchAll(/^\d+: (\w+)/gm)].map(([, name = '']) => name);
  for (const kind of ['c', 'b'])
    for (const name of links) if (name.startsWith(mark + kind)) ip('link', 'delete', name);
  const namespaces = ip('netns', 'list')
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '');
  for (const name of namespaces) if (name.startsWith(`${mark}m`)) ip('netns', 'delete', name);
}

function freeSubnet(): number {
  const taken = ip('-o', '-4', 'addr', 'show');
  const numbers = Array.from({ length: 254 }, (_, index) => index + 1);
  const free = numbers.filter((each) => SUBNETS.every((subnet) => !taken.includes(` ${subnet}.${each}.`)));
  const chosen = free[Math.floor(Math.random() * free.length)];
  if (chosen === undefined) throw new Error('all networks for tests are in use');
  return chosen;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function ip(...args: readonly string[]): string {
  const { success, stdout, stderr } = Bun.spawnSync([requireTool('ip').path, ...args]);
  if (!success) throw new Error(`ip ${args.join(' ')}: ${stderr.toString().trim()}`);
  return stdout.toString();
}
