/** The theme's colours as a canvas takes them. */
const NAMES = [
  'ground',
  'surface',
  'raised',
  'line',
  'edge',
  'text',
  'muted',
  'faint',
  'accent',
  'accent-fill',
  'on-accent-fill',
  'success',
  'danger',
  'focus',
] as const;

export type Palette = Readonly<Record<(typeof NAMES)[number], string>>;

/** Colours are written as `light-dark(…)`: only an element knows which of the two it is. */
export function readPalette(near: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  near.append(probe);
  const colours = NAMES.map((name) => {
    probe.style.color = `var(--color-${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(colours) as Palette;
}
