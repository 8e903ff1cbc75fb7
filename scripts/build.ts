import { mkdirSync, statSync } from 'node:fs';

/** `npm run build`: one executable file with all roles and the pages inside, for machines that have neither Node nor Bun. */
const OUT = 'dist/usher';

const root = `${import.meta.dir}/..`;
mkdirSync(`${root}/dist`, { recursive: true });
const startedAt = performance.now();
const result = await Bun.build({
  // The second one is a thread of the first, and is looked for beside it.
  entrypoints: [
    `${root}/packages/cli/src/main.ts`,
    `${root}/packages/monolith/src/store/checkpoint-thread.ts`,
  ],
  naming: { entry: '[name].[ext]' },
  compile: { outfile: `${root}/${OUT}` },
  minify: { whitespace: true, syntax: true },
  sourcemap: 'inline',
});
if (!result.success) {
  console.error(result.logs.map(({ message }) => message).join('\n'));
  process.exit(1);
}
const megabytes = (statSync(`${root}/${OUT}`).size / 1e6).toFixed(0);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(`${OUT}, ${megabytes} MB, in ${seconds} s. Try it: ${OUT} up`);
