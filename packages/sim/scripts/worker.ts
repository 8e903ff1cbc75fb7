import { loadMutated } from '../src/mutate-loader.ts';
import { isMutation, MUTATIONS } from '../src/mutations.ts';

/**
 * Runs a part of the schedules: `worker.ts <first seed> <step> <end> [mutation]`, and tells the parent process of each. Ends when the
 * parent does.
 */
const [first = '1', step = '1', end = '2', mutation = ''] = process.argv.slice(2);

process.on('disconnect', () => process.exit());
if (isMutation(mutation)) await loadMutated(MUTATIONS[mutation]);
const { runSeed } = await import('../src/run.ts');
for (let seed = Number(first); seed < Number(end); seed += Number(step)) {
  process.send?.(runSeed(seed));
  await Bun.sleep(0); // lets the message go
}
process.exit();
