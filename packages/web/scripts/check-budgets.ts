import { gzipSync } from 'node:zlib';

/**
 * Measures the JavaScript that a page loads before it is of use, gzip, from the build's manifest, and fails beyond WEB-17's budgets.
 * Players, and what opens only when it is asked for, are chunks of their own and do not count.
 */
const SITE = new URL('../dist/site/', import.meta.url);
const KB = 1000;

const PAGES = [
  { page: 'home', budget: 110 * KB, modules: ['index.html'] },
  { page: 'room', budget: 230 * KB, modules: ['index.html', 'src/room/room-page.tsx'] },
] as const;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const manifest = (await Bun.file(new URL('.vite/manifest.json', SITE)).json()) as Readonly<
  Record<string, Chunk>
>;
const measured = await Promise.all(PAGES.map(measure));
console.log('page    files   gzip kB   budget');
for (const { page, files, bytes, budget } of measured) {
  const cells = [
    page.padEnd(6),
    String(files).padStart(6),
    kilobytes(bytes).padStart(10),
    kilobytes(budget).padStart(9),
  ];
  console.log(`${cells.join('')}${bytes > budget ? '  TOO MUCH' : ''}`);
}
process.exit(measured.some(({ bytes, budget }) => bytes > budget) ? 1 : 0);

async function measure({ page, budget, modules }: (typeof PAGES)[number]) {
  const files = filesOf(modules);
  const sizes = await Promise.all(
    [...files].map(async (file) => gzipSync(await Bun.file(new URL(file, SITE)).bytes()).length),
  );
  return { page, budget, files: files.size, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** The modules' own scripts, and all that these import at once. */
function filesOf(modules: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const waiting = [...modules];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`${key} is not in the build's manifest: npm run build:web`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    waiting.push(...(chunk.imports ?? []));
  }
  return files;
}

function kilobytes(bytes: number): string {
  return (bytes / KB).toFixed(1);
}
