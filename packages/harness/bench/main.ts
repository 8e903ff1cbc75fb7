import { hasNginx, NGINX_MISSING } from './nginx.ts';
import { ROWS } from './rows.ts';
import { runBench } from './run-bench.ts';

/** `npm run bench`: measures everything beside its floor and peers (PRF-1). */
if (!hasNginx) console.log(`NOT MEASURED against nginx: ${NGINX_MISSING}`);

await runBench({
  name: 'bench',
  about: 'npm run bench: what servers cost and how fast they are, beside their floors and peers.',
  rows: ROWS,
  busy: 'whoever gets the CPU late finds several messages at once, which flatters those that pass on bytes',
});
