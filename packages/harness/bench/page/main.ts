import { requireTool } from '@usher/harness';
import { runBench } from '../run-bench.ts';
import { PAGE_ROWS } from './page-rows.ts';

/** `npm run bench:page`: whether the page stays usable in rooms where much goes on. */
if (!requireTool('chromium').available) {
  console.error('Chromium is not installed: apt-get install chromium-headless-shell');
  process.exit(2);
}

await runBench({
  name: 'page',
  about: 'npm run bench:page: whether the page stays usable in rooms where much goes on.',
  rows: PAGE_ROWS,
  busy: 'a page that does not get the CPU in time is slow whatever it does',
});
