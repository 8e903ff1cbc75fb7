import { expect, it } from 'bun:test';
import { fileURLToPath } from 'node:url';
import { ROWS } from './rows.ts';

const names = ROWS.map(({ name }) => name);
const readDocs = (file: string) =>
  Bun.file(fileURLToPath(import.meta.resolve(`../../../docs/${file}`))).text();

it('[PRF-3] measure what must stay flat: clients, rooms, rooms in the core alone, gossip', () => {
  expect(names).toEqual(expect.arrayContaining(['flat-clients', 'flat-rooms', 'router', 'gossip']));
});

it('[PRF-4] are where the figures of the plan come from: each is named there, and no other', async () => {
  const plan = await readDocs('scaling.md');
  const named = new Set(Array.from(plan.matchAll(/`([a-z]+(?:-[a-z]+)*)`/g), ([, name = '']) => name));
  expect(names.filter((name) => !named.has(name))).toEqual([]);
  // In tables and brackets stands nothing else in such quotes.
  const sources = Array.from(
    plan.matchAll(/\| `([a-z][a-z-]*)` +\|$|\(`([a-z][a-z-]*)`\)/gm),
    ([, a, b]) => a ?? b,
  );
  expect(sources.length).toBeGreaterThan(20);
  expect(sources.filter((source) => !names.includes(source ?? ''))).toEqual([]);
});
