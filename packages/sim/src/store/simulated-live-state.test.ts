import { liveStateContract } from '@usher/monolith/live-state-contract';
import type { RoomKey } from '@usher/protocol';
import { SimulatedLiveState } from './simulated-live-state.ts';
import { StoreServer } from './store-server.ts';

const ignored = () => undefined;
const spy = { claimed: ignored, released: ignored };
const unwatched = (_room: RoomKey, _epoch: number, write: () => boolean) => write();
/** In real time, as the contract is. */
const server = new StoreServer({ now: () => performance.now(), wallTime: Date.now, spy });

const open = () =>
  new SimulatedLiveState(server, { ask: (answer) => Promise.resolve().then(answer) }, unwatched);

/** Another process, as far as the store can tell: while it is stopped nothing of it happens. */
function otherProcess() {
  let { promise: running, resolve: goOn } = Promise.withResolvers<void>();
  goOn();
  const store = new SimulatedLiveState(server, { ask: (answer) => running.then(answer) }, unwatched);
  return Object.assign(store, {
    signal(signal: NodeJS.Signals) {
      if (signal === 'SIGSTOP') ({ promise: running, resolve: goOn } = Promise.withResolvers<void>());
      else goOn();
    },
    kill: () => Promise.resolve(),
  });
}

liveStateContract('simulated', { make: open, otherProcess });
