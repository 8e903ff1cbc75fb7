import { describe, expect, it } from 'bun:test';
import { LazyPart } from './lazy-part.ts';

const Dialog = () => null;

/** A module that fails to come as often as that. */
function failing(times: number) {
  let asked = 0;
  const importModule = async () => {
    asked += 1;
    if (asked <= times) throw new TypeError('Importing a module script failed.');
    return { Dialog };
  };
  return { importModule, asked: () => asked };
}

const outcomeOf = (loading: Promise<unknown>) =>
  loading.then(
    () => 'there',
    () => 'failed',
  );

describe('a part of the page that is fetched when it is wanted', () => {
  it('is fetched once, whoever wants it', async () => {
    const { importModule, asked } = failing(0);
    const part = new LazyPart(importModule, 'Dialog');
    part.preload();
    expect(part.load()).toBe(part.load());
    expect(await part.load()).toBe(Dialog);
    expect(asked()).toBe(1);
  });

  it('is fetched anew after it did not come, and not before that has been noticed', async () => {
    const { importModule, asked } = failing(1);
    const part = new LazyPart(importModule, 'Dialog');
    for (const each of [part.load(), part.load()]) expect(await outcomeOf(each)).toBe('failed');
    expect(await outcomeOf(part.load())).toBe('failed');
    expect(asked()).toBe(1);
    part.forget();
    expect(await part.load()).toBe(Dialog);
    expect(asked()).toBe(2);
  });

  it('is fetched anew when it did not come in advance', async () => {
    const { importModule } = failing(1);
    const part = new LazyPart(importModule, 'Dialog');
    const inAdvance = part.load();
    part.preload();
    expect(await outcomeOf(inAdvance)).toBe('failed');
    expect(await part.load()).toBe(Dialog);
  });
});
