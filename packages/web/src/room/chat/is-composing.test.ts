import { expect, it } from 'bun:test';
import { isComposing } from './is-composing.ts';

it.each([
  ['before the composition ends, as in Chromium and Firefox', { isComposing: true, keyCode: 229 }, true],
  ['after it, as in Safari', { isComposing: false, keyCode: 229 }, true],
  ['that is nobody’s', { isComposing: false, keyCode: 13 }, false],
])('[WEB-15] an Enter %s', (_when, key, composes) => {
  expect(isComposing(key)).toBe(composes);
});
