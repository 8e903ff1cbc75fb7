/**
 * What measuring costs on the way of a message through its room: the same room with its traffic counted and not counted, in turns.
 * Run with `bun packages/monolith/bench/metrics.ts`.
 */
import { median } from '@usher/harness/measuring';
import { realClock, realTimers, createLogger } from '@usher/kit/runtime';
import { clientId, roomKey } from '@usher/protocol';
import { Room } from '../src/core/room/room.ts';
import { RoomTraffic } from '../src/metrics/room-traffic.ts';
import { RoomHost } from '../src/rooms/room-host.ts';

const ROUNDS = 21;
const MESSAGES = 20_000;

/** Counts nothing. */
class NoTraffic extends RoomTraffic {
  override now(): number {
    return 0;
  }
  override handled(): void {}
  override sent(): void {}
}

const nothing = () => undefined;
const entrance = {
  send: nothing,
  broadcast: nothing,
  kick: nothing,
  moved: nothing,
  refused: nothing,
  leaving: () => Promise.resolve(),
  draining: nothing,
  loaded: nothing,
  unloaded: nothing,
};
const ada = clientId('ada');
const key = roomKey('lounge') ?? unreachableName();

const user = { name: 'ada', isLoggedIn: false, userId: null, sessionId: 'session' };

function roomWith(traffic: RoomTraffic): RoomHost {
  const config = { clockId: 'here', unloadAfterMs: 1e9, random: Math.random };
  const room = Room.create(
    { name: 'lounge', isTemporary: true, visibility: 'public', owner: null },
    0,
    config,
  );
  const host = new RoomHost({
    key,
    epoch: 1,
    room,
    isRowCurrent: true,
    session: { mayServe: () => true } as never,
    events: { gone: nothing, idle: nothing, lost: nothing, fenced: nothing },
    store: { save: () => Promise.resolve(true) } as never,
    permanentRooms: {} as never,
    media: {} as never,
    segments: {} as never,
    timers: realTimers,
    log: createLogger('bench', 'silent'),
    now: Date.now,
    entrances: [entrance],
    traffic,
  });
  host.join({ id: ada, room: key, token: 'token', entrance }, user, false);
  return host;
}

function unreachableName(): never {
  throw new Error('the name of the room is none');
}

/** Nanoseconds for one message. */
function time(host: RoomHost): number {
  const message = { action: 'req', request: { type: 11, text: 'hello everyone' } };
  const startedAt = performance.now();
  for (let sent = 0; sent < MESSAGES; sent++) host.said(ada, message);
  return ((performance.now() - startedAt) * 1e6) / MESSAGES;
}

const [plain, measured] = [roomWith(new NoTraffic(realClock)), roomWith(new RoomTraffic(realClock))];
const [without, having]: [number[], number[]] = [[], []];
for (let round = 0; round < ROUNDS; round++) {
  without.push(time(plain));
  having.push(time(measured));
}
const [before, after] = [median(without), median(having)];
console.log(
  `a chat message through its room: ${before.toFixed(0)} ns, measured ${after.toFixed(0)} ns, ratio ${(after / before).toFixed(3)}`,
);
process.exit(0);
