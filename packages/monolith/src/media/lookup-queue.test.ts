import { beforeEach, describe, expect, it } from 'bun:test';
import { LookupQueue, type LookupAsker } from './lookup-queue.ts';

describe('LookupQueue', () => {
  let queue: LookupQueue<string>;
  let running: Map<string, PromiseWithResolvers<string>>;
  let peak: number;
  beforeEach(() => {
    queue = new LookupQueue<string>({ runningMax: 8, runningPerAskerMax: 3, waitingMax: 20 });
    running = new Map();
    peak = 0;
  });

  function asker(id: string, { waitingMax = 10, signal = new AbortController().signal } = {}): LookupAsker {
    return { id, waitingMax, signal };
  }

  function run(key: string, by: LookupAsker): Promise<string> {
    return queue.run(key, by, () => {
      const work = Promise.withResolvers<string>();
      running.set(key, work);
      peak = Math.max(peak, running.size);
      return work.promise.finally(() => running.delete(key));
    });
  }

  const keys = (count: number, prefix = 'k') =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const codeOf = (result: Promise<unknown>) =>
    result.then(
      () => 'done',
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );

  async function finishAll(): Promise<string[]> {
    const order: string[] = [];
    while (running.size > 0) {
      const [[key, work] = ['', null]] = running;
      work?.resolve(key);
      order.push(key);
      await Bun.sleep(0);
    }
    return order;
  }

  it('[MED-2] runs three lookups of one asker, and the others in their order', async () => {
    const results = keys(6).map((key) => run(key, asker('a')));
    expect([...running.keys()]).toEqual(['k0', 'k1', 'k2']);
    expect(await finishAll()).toEqual(keys(6));
    expect(await Promise.all(results)).toEqual(keys(6));
    expect(peak).toBe(3);
  });

  it('[MED-2] runs eight in all, and lets others overtake whoever has three', async () => {
    const results = ['a', 'b', 'c', 'd'].flatMap((id) => keys(4, id).map((key) => run(key, asker(id))));
    expect([...running.keys()]).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2', 'c0', 'c1']);
    await finishAll();
    expect(await Promise.all(results)).toHaveLength(16);
    expect(peak).toBe(8);
  });

  it('[MED-2] lets all who ask for the same share one lookup, and its failure', async () => {
    const results = ['a', 'b', 'c'].map((id) => codeOf(run('same', asker(id))));
    expect(running.size).toBe(1);
    running.get('same')?.reject(new Error('broken'));
    expect(await Promise.all(results)).toEqual(['broken', 'broken', 'broken']);
    const again = run('same', asker('a'));
    running.get('same')?.resolve('now');
    expect(await again).toBe('now');
  });

  it('[MED-2] refuses whoever waits for too much', async () => {
    const accepted = keys(13).map((key) => run(key, asker('a')));
    expect(await codeOf(run('one more', asker('a')))).toBe('TooManyRequests');
    const other = run('other', asker('b'));
    await finishAll();
    expect(await Promise.all([...accepted, other])).toHaveLength(14);
  });

  it('[MED-2] refuses everyone when too much waits in all', async () => {
    const accepted = ['a', 'b', 'c', 'd'].flatMap((id) => keys(7, id).map((key) => run(key, asker(id))));
    expect(running.size).toBe(8);
    expect(await codeOf(run('e', asker('e')))).toBe('TooManyRequests');
    await finishAll();
    expect(await Promise.all(accepted)).toHaveLength(28);
  });

  it('[MED-3] does not begin what nobody waits for any more', async () => {
    const blocking = keys(3).map((key) => run(key, asker('a')));
    const gone = new AbortController();
    const left = codeOf(run('waiting', asker('a', { signal: gone.signal })));
    const shared = [gone.signal, undefined].map((signal) =>
      codeOf(run('shared', asker('a', signal && { signal }))),
    );
    gone.abort(new Error('gone'));
    expect(await left).toBe('gone');
    const order = await finishAll();
    expect(order).toEqual(['k0', 'k1', 'k2', 'shared']);
    expect(await Promise.all(shared)).toEqual(['gone', 'done']);
    await Promise.all(blocking);
    expect(await codeOf(run('late', asker('a', { signal: gone.signal })))).toBe('gone');
  });
});
