import { afterAll, describe, expect, it } from 'bun:test';
import { openDurableStore, type DurableStore } from '../store/durable-store.ts';
import { MediaCache } from '../store/media-cache.ts';
import type { DurablePlace } from './durable-contract.ts';

/** What the cache of metadata must do in every database (MED-2, OWN-5). */
export function mediaCacheContract(name: string, makePlace: () => Promise<DurablePlace>): void {
  describe(`the cache of media: ${name}`, () => {
    const opened: DurableStore[] = [];
    afterAll(async () => {
      for (const store of opened) await store.destroy();
    });

    async function open(rowsMax = 100) {
      const store = await openDurableStore(...(await makePlace()));
      opened.push(store);
      let now = 1_700_000_000_000;
      const cache = new MediaCache(store, { now: () => now, rowsMax });
      const rows = () => store.selectFrom('mediaCache').selectAll().execute();
      return { store, cache, rows, pass: (ms: number) => (now += ms) };
    }

    it('[MED-2] finds what was kept, and only that', async () => {
      const { cache } = await open();
      await cache.keep([entry('a'), entry('b')]);
      expect(await cache.find(['b', 'nothing', 'a'])).toEqual(
        new Map([
          ['a', entry('a').videos],
          ['b', entry('b').videos],
        ]),
      );
      expect(await cache.find([])).toEqual(new Map());
    });

    it('[MED-2] keeps what was found last, also of something named twice', async () => {
      const { cache, rows } = await open();
      await cache.keep([entry('a')]);
      await cache.keep([entry('a', { title: 'old' }), entry('a', { title: 'new' })]);
      expect((await cache.find(['a'])).get('a')).toMatchObject([{ title: 'new' }]);
      expect(await rows()).toHaveLength(1);
    });

    it('[MED-2] forgets what has expired', async () => {
      const { cache, pass } = await open();
      await cache.keep([entry('short', { forMs: 999 }), entry('long', { forMs: 1001 })]);
      pass(1000);
      expect([...(await cache.find(['short', 'long'])).keys()]).toEqual(['long']);
    });

    it('[MED-2] deletes what has expired, and of too many what would expire next', async () => {
      const { store, cache, rows, pass } = await open(3);
      await cache.keep([entry('expired')]);
      pass(2000);
      const keys = ['a', 'b', 'c', 'd', 'e'];
      const sweeping = new MediaCache(store, { now: () => 1_700_000_002_000, rowsMax: 3 });
      await sweeping.keep(keys.map((key, index) => entry(key, { forMs: 1000 + index })));
      expect(await rows()).toHaveLength(3);
      expect([...(await cache.find([...keys, 'expired'])).keys()].toSorted()).toEqual(['c', 'd', 'e']);
    });

    it('[MED-2] keeps nothing huge, and takes nothing for metadata that is none', async () => {
      const { store, cache, rows } = await open();
      await cache.keep([entry('huge', { title: 'x'.repeat(200_000) })]);
      expect(await rows()).toHaveLength(0);
      await cache.keep([entry('a')]);
      await store.updateTable('mediaCache').set({ videos: '[{"service":"of the future"}]' }).execute();
      expect(await cache.find(['a'])).toEqual(new Map());
    });
  });
}

const entry = (key: string, { title = key, forMs = 1000 } = {}) => ({
  key,
  videos: [{ service: 'direct' as const, id: key, title, length: 5 }],
  forMs,
});
