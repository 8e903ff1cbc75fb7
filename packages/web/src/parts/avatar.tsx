import { hueOf, initialsOf } from './initials.ts';

/** The first letters of a name, in a colour that is always the same for it. The name stands beside it. */
export function Avatar({
  name,
  size = 'normal',
}: {
  readonly name: string;
  readonly size?: 'small' | 'normal';
}) {
  const hue = hueOf(name);
  return (
    <span
      aria-hidden="true"
      // Painted, and no text of what it stands in: a name that is beside it needs no letters of it (WCAG 2.5.3).
      data-initials={initialsOf(name)}
      style={{
        background: `light-dark(oklch(0.86 0.08 ${hue}), oklch(0.4 0.08 ${hue}))`,
        color: `light-dark(oklch(0.32 0.09 ${hue}), oklch(0.93 0.05 ${hue}))`,
      }}
      className={`inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none before:content-[attr(data-initials)] ${size === 'small' ? 'size-6 text-[0.625rem]' : 'size-8 text-xs'}`}
    />
  );
}
