import { expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { OneAtATime } from './one-at-a-time.ts';

it('[MSG-24] works on a key once at a time, and once more when it was asked for meanwhile', async () => {
  const begun: string[] = [];
  const endings = new Map<string, () => void>();
  const work = new OneAtATime<string>((key) => {
    begun.push(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    endings.set(key, resolve);
    return promise;
  });
  for (const key of ['a', 'a', 'b', 'a']) work.run(key);
  expect(begun).toEqual(['a', 'b']);
  endings.get('a')?.();
  await until('it works again', () => begun.length === 3);
  expect(begun).toEqual(['a', 'b', 'a']);
  endings.get('a')?.();
  await Promise.resolve();
  await Promise.resolve();
  work.run('a');
  await until('it works when asked later', () => begun.length === 4);
});
