import { expect, it } from 'bun:test';
import { readSettings } from './player-settings.ts';

const atFirst = {
  volume: 1,
  isMuted: false,
  hasCaptions: false,
  captions: '',
  captionSize: 'medium',
  hasShortcuts: true,
} as const;

it.each([
  [null, {}],
  ['', {}],
  ['no JSON', {}],
  ['[1]', {}],
  ['null', {}],
  [
    '{"volume":0.4,"isMuted":true,"captionSize":"large","hasShortcuts":false}',
    { volume: 0.4, isMuted: true, captionSize: 'large', hasShortcuts: false },
  ],
  ['{"hasCaptions":true,"captions":"item"}', { hasCaptions: true, captions: 'item' }],
  ['{"hasCaptions":1,"captions":null}', {}],
  ['{"volume":7,"captionSize":"huge","isMuted":"yes","hasShortcuts":0}', {}],
] as const)('[WEB-12] what was kept as %p is read as far as it makes sense', (text, changes) => {
  expect(readSettings(text)).toEqual({ ...atFirst, ...changes });
});
