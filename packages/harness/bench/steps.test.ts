import { expect, it } from 'bun:test';
import { interleavedSteps } from './steps.ts';

it('[PRF-1] keeps the steps of one repetition together, whichever subject was first, without what warmed up', async () => {
  const counting = (name: string, from: number) => {
    let round = from;
    return { name, measure: () => Promise.resolve({ come: round, go: -round++ }) };
  };
  const options = { isQuick: true, progress: () => undefined };
  const subjects = [counting('few', 0), counting('many', 100)];
  const series = await interleavedSteps(subjects, ['come', 'go'], options, 'µs');
  expect(Object.fromEntries(series)).toEqual({
    'come, few': [1, 2, 3],
    'come, many': [101, 102, 103],
    'go, few': [-1, -2, -3],
    'go, many': [-101, -102, -103],
  });
});
