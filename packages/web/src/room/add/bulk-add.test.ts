import { describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import type { VideoAdd } from '@usher/protocol';
import type { Answer, LookedUp } from './asks.ts';
import { BulkAdd, type BulkState } from './bulk-add.ts';

type AskOptions = { onAnswer?: (answer: Answer) => void; isQuiet?: boolean };

const wanted = (...names: string[]) =>
  names.map((name) => ({ service: 'direct', id: `/${name}.mp4`, title: name }) as const);
const many = (count: number) => wanted(...Array.from({ length: count }, (_, n) => `${n}`));

/** A room that adds what it is asked for, but what is dead; refuses all of several for the sake of one, as rooms do (MED-3). */
class TestRoom {
  readonly added: string[] = [];
  readonly there = new Set<string>();
  readonly dead = new Set<string>();
  readonly requests: number[] = [];
  isOpen = true;
  /** Set: it answers only when told to. */
  held: (() => void)[] | null = null;
  mayAdd = true;
  listener: () => void = () => {};

  get connection() {
    return this.isOpen ? ({ state: 'open' } as const) : ({ state: 'idle' } as const);
  }

  subscribe(listener: () => void) {
    this.listener = listener;
    return () => (this.listener = () => {});
  }

  ask(request: LookedUp, { onAnswer = () => {}, isQuiet = false }: AskOptions = {}): boolean {
    if (!this.isOpen) return false;
    expect(isQuiet).toBe(true);
    const { videos = [] } = request as { videos?: readonly VideoAdd[] };
    this.requests.push(videos.length);
    const answer = () => onAnswer(this.#answerTo(videos));
    if (this.held === null) answer();
    else this.held.push(answer);
    return true;
  }

  #answerTo(videos: readonly VideoAdd[]): Answer {
    const ids = videos.map(({ id }) => id);
    if (!this.mayAdd) return { state: 'refused', code: 'PermissionDeniedException' };
    const fresh = ids.filter((id) => !this.there.has(id));
    if (fresh.length === 0) return { state: 'refused', code: 'VideoAlreadyQueued' };
    if (fresh.some((id) => this.dead.has(id))) return { state: 'refused', code: 'VideoNotFoundException' };
    this.added.push(...fresh);
    return { state: 'done', count: fresh.length };
  }
}

function start() {
  const room = new TestRoom();
  const bulk = new BulkAdd(room, room);
  const states: BulkState[] = [];
  bulk.subscribe(() => states.push(bulk.state));
  const over = () =>
    until('it is over', () => {
      const { state } = bulk;
      return state.state === 'over' && state;
    });
  return { room, bulk, states, over };
}

describe('[WEB-16] many videos', () => {
  it('are added in parts, in order, with progress', async () => {
    const { room, bulk, states, over } = start();
    bulk.add(many(40));
    expect(await over()).toEqual({ state: 'over', count: 40, missing: [] });
    expect(room.requests).toEqual([15, 15, 10]);
    expect(room.added).toEqual(many(40).map(({ id }) => id));
    expect(states.map((state) => (state.state === 'adding' ? state.done : null))).toEqual([
      0,
      15,
      30,
      40,
      null,
    ]);
    bulk.dismiss();
    expect(bulk.state).toEqual({ state: 'idle' });
  });

  it('are all there but the one that is dead, which is named', async () => {
    const { room, bulk, over } = start();
    const videos = many(200);
    const dead = videos[97];
    if (dead === undefined) throw new Error('no such video');
    room.dead.add(dead.id);
    bulk.add(videos);
    expect(await over()).toEqual({ state: 'over', count: 199, missing: [dead] });
    expect(room.added).toEqual(videos.filter((video) => video !== dead).map(({ id }) => id));
    expect(room.requests).toHaveLength(14 + 15);
  });

  it('that are queued already are neither new nor missing', async () => {
    const { room, bulk, over } = start();
    for (const { id } of wanted('0', '1')) room.there.add(id);
    room.dead.add('/2.mp4');
    bulk.add(many(4));
    expect(await over()).toMatchObject({ count: 1, missing: wanted('2') });
  });

  it('are not asked for one by one by somebody who may not add', async () => {
    const { room, bulk, over } = start();
    room.mayAdd = false;
    bulk.add(many(40));
    expect(await over()).toEqual({ state: 'over', count: 0, missing: many(40) });
    expect(room.requests).toEqual([15]);
  });

  it('are asked for one by one when there was no answer', async () => {
    const { room, bulk, over } = start();
    const ask = room.ask.bind(room);
    let isFirst = true;
    room.ask = (request, options) => {
      if (!isFirst) return ask(request, options);
      isFirst = false;
      options?.onAnswer?.({ state: 'late' });
      return true;
    };
    bulk.add(many(3));
    expect(await over()).toMatchObject({ count: 3, missing: [] });
    expect(room.requests).toEqual([1, 1, 1]);
  });

  it('wait for the connection', async () => {
    const { room, bulk, over } = start();
    room.isOpen = false;
    bulk.add(many(3));
    room.listener();
    expect(room.requests).toEqual([]);
    room.isOpen = true;
    room.listener();
    expect(await over()).toMatchObject({ count: 3 });
  });

  it('may become more, and may be stopped', async () => {
    const { room, bulk, over } = start();
    room.held = [];
    bulk.add(many(20));
    bulk.add(wanted('more'));
    expect(bulk.state).toEqual({ state: 'adding', done: 0, total: 21 });
    room.held.shift()?.();
    await until('the next part is asked for', () => room.requests.length === 2);
    bulk.stop();
    room.held.shift()?.();
    expect(await over()).toMatchObject({ count: 20, missing: [] });
    expect(room.requests).toEqual([15, 5]);
  });
});
