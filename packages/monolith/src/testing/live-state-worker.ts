import type { LiveState } from '../store/live-state.ts';
import { SqliteLiveState } from '../store/sqlite-live-state.ts';

/** The process behind `LiveStateProcess`: `live-state-worker.ts sqlite <data directory>`. */
const [kind, place = ''] = process.argv.slice(2);
if (kind !== 'sqlite') throw new Error(`no such store: ${kind}`);
const store = new SqliteLiveState({ dataDir: place });

process.on('message', ({ method, args }: { method: keyof LiveState; args: never[] }) => {
  const call = store[method] as (...args: never[]) => Promise<unknown>;
  void call.apply(store, args).then((answer) => process.send?.(answer ?? null));
});
process.on('disconnect', () => process.exit());
