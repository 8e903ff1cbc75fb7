import type { ChaosOptions, Scene as WholeScene } from '../faults/fault.ts';
import { originOf } from '../site/chaos-site.ts';
import { Crowd } from './crowd.ts';
import type { SilentPeople } from './silent-people.ts';

type Scene = Omit<WholeScene, 'someLeave'>;

/** Of a hundred people: some close the page, some lose their process, and some just fall silent. */
const POLITE_PERCENT = 6;
const KILLED_PERCENT = 2;
const SILENT_PERCENT = 2;

/**
 * Who leaves for good while something is broken, each in one of three ways: they say so; their process dies, and the system closes their
 * socket; their process stops, and nobody closes anything. The latter two are in processes of their own, and listen only.
 */
export class Leavers implements AsyncDisposable {
  /** Of those in processes of their own. */
  readonly ids: readonly string[];
  readonly #killed: Crowd;
  readonly #stopped: Crowd | null;
  readonly #stoppedIds: readonly string[];
  readonly #owned: AsyncDisposableStack;

  private constructor(
    [killed, killedIds]: Opened,
    [stopped, stoppedIds]: Opened | readonly [null, readonly string[]],
    owned: AsyncDisposableStack,
  ) {
    this.#killed = killed;
    this.#stopped = stopped;
    this.#stoppedIds = stoppedIds;
    this.ids = [...killedIds, ...stoppedIds];
    this.#owned = owned;
  }

  /** They come before the step begins. */
  static async open(scene: Scene): Promise<Leavers> {
    await using started = new AsyncDisposableStack();
    const killed = await openSome(scene, KILLED_PERCENT, started);
    const stopped = scene.options.someFallSilent
      ? await openSome(scene, SILENT_PERCENT, started)
      : ([null, []] as const);
    return new Leavers(killed, stopped, started.move());
  }

  get plan() {
    return { percent: POLITE_PERCENT, others: this.ids };
  }

  /** All of them, now. @returns how many they are */
  async leave(crowd: Crowd, silent: SilentPeople): Promise<number> {
    this.#killed.signal('SIGKILL');
    this.#stopped?.signal('SIGSTOP');
    if (this.#stopped !== null) silent.add(this.#stoppedIds, this.#owned.move());
    return this.ids.length + (await crowd.depart());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#owned.disposeAsync();
  }
}

type Opened = readonly [Crowd, readonly string[]];

async function openSome(
  { site, crowd, random, options }: Scene,
  percent: number,
  owned: AsyncDisposableStack,
): Promise<Opened> {
  const count = Math.ceil((options.rooms * options.perRoom * percent) / 100);
  const rooms = Array.from({ length: count }, () => pick(crowd.rooms, random()));
  const opening = { ...talkless(options), origins: site.balancers.map(originOf), rooms, perRoom: 1 };
  const people = owned.use(await Crowd.open(opening, 1));
  return [people, await people.ids()];
}

/** They never begin to talk. */
const talkless = ({ seed, talkEveryMs }: ChaosOptions) => ({ seed, talkEveryMs });

const pick = (rooms: readonly string[], random: number) => rooms[Math.floor(random * rooms.length)] ?? '';
