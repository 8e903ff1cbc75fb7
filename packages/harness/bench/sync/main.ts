import { requireTool } from '@usher/harness';
import { runBench } from '../run-bench.ts';
import { CONDITIONS } from './conditions.ts';
import { syncRow } from './sync-row.ts';

/** `npm run bench:sync`: how far apart the players of one room are (WEB-4). */
for (const name of ['chromium', 'ffmpeg'] as const) {
  if (requireTool(name).available) continue;
  console.error(`${name} is not installed: apt-get install ${name}`);
  process.exit(2);
}

await runBench({
  name: 'sync',
  about:
    'npm run bench:sync: how far apart the players of one room are, in a real browser on a real site; beside the rule of OpenTogetherTube.',
  rows: CONDITIONS.map(syncRow),
  busy: 'players that do not get the CPU in time are no measure of how they are followed',
});
