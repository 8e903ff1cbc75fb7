/** What a key does to the player (WEB-12). */
export type Shortcut =
  | { readonly kind: 'toggle-play' | 'toggle-mute' | 'toggle-fullscreen' | 'toggle-captions' | 'show-help' }
  /** By so many seconds. */
  | { readonly kind: 'seek-by'; readonly seconds: number }
  /** To this share of the whole. */
  | { readonly kind: 'seek-to'; readonly share: number }
  | { readonly kind: 'volume-by'; readonly share: number }
  /** To the next step. */
  | { readonly kind: 'speed-by'; readonly steps: 1 | -1 };

/** As much of a keyboard event as decides. */
export interface Key {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** How many of the keys what has the focus needs for itself. */
export type KeyUse =
  | 'none'
  /** Space, Enter, arrows and digits: buttons, sliders, lists that scroll. */
  | 'control'
  /** Letters too: fields, menus, dialogs. */
  | 'text';

const SHORTCUTS: Readonly<Record<string, Shortcut>> = {
  k: { kind: 'toggle-play' },
  j: { kind: 'seek-by', seconds: -10 },
  l: { kind: 'seek-by', seconds: 10 },
  m: { kind: 'toggle-mute' },
  f: { kind: 'toggle-fullscreen' },
  c: { kind: 'toggle-captions' },
  '<': { kind: 'speed-by', steps: -1 },
  '>': { kind: 'speed-by', steps: 1 },
  '?': { kind: 'show-help' },
};

const CONTROL_SHORTCUTS: Readonly<Record<string, Shortcut>> = {
  ' ': { kind: 'toggle-play' },
  arrowleft: { kind: 'seek-by', seconds: -5 },
  arrowright: { kind: 'seek-by', seconds: 5 },
  arrowup: { kind: 'volume-by', share: 0.05 },
  arrowdown: { kind: 'volume-by', share: -0.05 },
};

/** What the key means to the player where what has the focus uses `use` itself; `null`: nothing. */
export function shortcutOf({ key, altKey, ctrlKey, metaKey }: Key, use: KeyUse): Shortcut | null {
  if (altKey || ctrlKey || metaKey || use === 'text') return null;
  const name = key.toLowerCase();
  if (Object.hasOwn(SHORTCUTS, name)) return SHORTCUTS[name] ?? null;
  if (use === 'control') return null;
  if (/^\d$/.test(name)) return { kind: 'seek-to', share: Number(name) / 10 };
  return Object.hasOwn(CONTROL_SHORTCUTS, name) ? (CONTROL_SHORTCUTS[name] ?? null) : null;
}

/** Whether it goes on while the key is held; what is switched is switched once. */
export function mayRepeat({ kind }: Shortcut): boolean {
  return kind === 'seek-by' || kind === 'volume-by';
}

const NO_TEXT_INPUTS = ['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color'];
const TEXT = [
  `input${NO_TEXT_INPUTS.map((type) => `:not([type=${type}])`).join('')}`,
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable=false])',
  ...['menu', 'listbox', 'grid', 'dialog', 'alertdialog', 'textbox', 'combobox'].map(
    (role) => `[role=${role}]`,
  ),
].join(',');
const CONTROL = [
  'button',
  'a[href]',
  'input',
  'summary',
  ...['button', 'tab', 'slider', 'switch', 'log', 'link', 'checkbox', 'radio'].map(
    (role) => `[role=${role}]`,
  ),
].join(',');

/** Fields and the like keep their keys. */
export function keyUseOf(element: Element): KeyUse {
  if (element.closest(TEXT) !== null) return 'text';
  return element.closest(CONTROL) === null ? 'none' : 'control';
}
