import { describe, expect, it } from 'bun:test';
import { mayRepeat, shortcutOf, type Shortcut } from './shortcuts.ts';

const press = (key: string, modifiers: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey', boolean>> = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...modifiers,
});

const letters: [string, Shortcut][] = [
  ['k', { kind: 'toggle-play' }],
  ['K', { kind: 'toggle-play' }],
  ['j', { kind: 'seek-by', seconds: -10 }],
  ['l', { kind: 'seek-by', seconds: 10 }],
  ['m', { kind: 'toggle-mute' }],
  ['f', { kind: 'toggle-fullscreen' }],
  ['c', { kind: 'toggle-captions' }],
  ['<', { kind: 'speed-by', steps: -1 }],
  ['>', { kind: 'speed-by', steps: 1 }],
  ['?', { kind: 'show-help' }],
];
const others: [string, Shortcut][] = [
  [' ', { kind: 'toggle-play' }],
  ['ArrowLeft', { kind: 'seek-by', seconds: -5 }],
  ['ArrowRight', { kind: 'seek-by', seconds: 5 }],
  ['ArrowUp', { kind: 'volume-by', share: 0.05 }],
  ['ArrowDown', { kind: 'volume-by', share: -0.05 }],
  ['0', { kind: 'seek-to', share: 0 }],
  ['9', { kind: 'seek-to', share: 0.9 }],
];

describe('shortcuts', () => {
  it.each([...letters, ...others])('[WEB-12] %p does what the help says', (key, shortcut) => {
    expect(shortcutOf(press(key), 'none')).toEqual(shortcut);
  });

  it.each(letters)('[WEB-12] %p works beside a control, which has no use for it', (key, shortcut) => {
    expect(shortcutOf(press(key), 'control')).toEqual(shortcut);
  });

  it.each(others)('[WEB-12] %p is left to a control that has the focus', (key) => {
    expect(shortcutOf(press(key), 'control')).toBeNull();
  });

  it.each([...letters, ...others])(
    '[WEB-12] %p is left to a field, and to the browser with a modifier',
    (key) => {
      expect(shortcutOf(press(key), 'text')).toBeNull();
      for (const modifier of ['altKey', 'ctrlKey', 'metaKey'])
        expect(shortcutOf(press(key, { [modifier]: true }), 'none')).toBeNull();
    },
  );

  it('[WEB-12] a key that is held seeks and changes the volume on and on, and does the rest once', () => {
    const repeated = [...letters, ...others].filter(([, shortcut]) => mayRepeat(shortcut));
    expect(repeated.map(([key]) => key)).toEqual([
      'j',
      'l',
      'ArrowLeft',
      'ArrowRight',
      'ArrowUp',
      'ArrowDown',
    ]);
  });

  it.each(['x', 'Enter', 'Tab', 'Escape', 'constructor', 'toString', ''])('%p is none', (key) => {
    expect(shortcutOf(press(key), 'none')).toBeNull();
  });
});
