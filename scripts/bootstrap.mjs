// Makes a fresh clone ready to run, and says nothing when it already is. Plain Node without dependencies: nothing is installed yet.
import { spawn } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MIN = [20, 19];
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BUN = inRoot('node_modules/bun/bin/bun.exe');

requireNode();
await install();
await placeBun();
await buildSite();

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  fail(
    `Usher needs Node ${NODE_MIN.join('.')} or newer, this is ${process.versions.node}. See https://nodejs.org/en/download`,
  );
}

async function install() {
  const done = inRoot('node_modules/.package-lock.json');
  if (modifiedAt(done) >= modifiedAt(inRoot('package-lock.json'))) return;
  // `npm ci` would stop where a registry lacks the binaries of other platforms that the lock names.
  const npm = ['install', '--include=dev', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, args] = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [process.env.npm_execpath, ...npm]]
    : ['npm', npm];
  await step('Installing about 130 packages, 370 MB on disk', command, args);
  const now = new Date();
  utimesSync(done, now, now);
}

/** Bun's own install script does this, unless npm was told to run none: then a text stands in for the binary. */
async function placeBun() {
  const isBinary = (statSync(BUN, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000;
  if (isBinary) return;
  await step('Putting Bun in place', process.execPath, [inRoot('node_modules/bun/install.js')]);
}

async function buildSite() {
  const sources = ['web', 'client', 'protocol', 'kit'].map((name) => inRoot(`packages/${name}`));
  const newest = Math.max(...sources.map(newestIn));
  if (modifiedAt(inRoot('packages/web/dist/assets.js')) >= newest) return;
  await step('Building the site', BUN, ['run', '--silent', 'build'], inRoot('packages/web'));
}

/** Runs a command with its output held back, shown if it fails; tells how long it takes. */
async function step(what, command, args, cwd = ROOT) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;
  const { isTTY } = process.stderr;
  say(`${what} …${isTTY ? '' : '\n'}`);
  const progress = setInterval(
    () => say(isTTY ? `\r${what} … ${seconds()}` : `  still at it after ${seconds()}\n`),
    isTTY ? 1000 : 15_000,
  );
  const { code, output } = await run(command, args, cwd);
  clearInterval(progress);
  if (code !== 0) fail(`\n${output}\n${what} failed: ${command} ${args.join(' ')} ended with ${code}.`);
  say(isTTY ? `\r${what} … done in ${seconds()}\n` : `  done in ${seconds()}\n`);
}

function run(command, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: command === 'npm' });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: error.message, output }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

function newestIn(directory) {
  const entries = readdirSync(directory, { withFileTypes: true });
  const times = entries.map((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return 0;
    const path = join(directory, entry.name);
    return entry.isDirectory() ? newestIn(path) : modifiedAt(path);
  });
  return Math.max(0, ...times);
}

function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function inRoot(path) {
  return join(ROOT, path);
}

function say(text) {
  process.stderr.write(text);
}

function fail(message) {
  say(`${message}\n`);
  process.exit(1);
}
