import type { LiveState } from '../store/live-state.ts';
import { SqliteLiveState } from '../store/sqlite-live-state.ts';
import { ValkeyLiveState } from '../store/valkey-live-state.ts';

/** The process behind `LiveStateProcess`: `live-state-worker.ts sqlite <data directory>` or `… valkey <url>`. */
const [kind, place = ''] = process.argv.slice(2);
const store = open();

interface Call {
  readonly call: number;
  readonly method: keyof LiveState;
  readonly args: never[];
}

process.on('message', ({ call, method, args }: Call) => {
  const run = store[method] as (...args: never[]) => Promise<unknown>;
  void run.apply(store, args).then((answer) => process.send?.({ call, answer: answer ?? null }));
});
process.on('disconnect', () => process.exit());

function open(): LiveState {
  switch (kind) {
    case 'sqlite':
      return new SqliteLiveState({ dataDir: place });
    case 'valkey':
      return new ValkeyLiveState(place);
    default:
      throw new Error(`no such store: ${kind}`);
  }
}
