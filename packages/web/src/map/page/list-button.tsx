import type { ReactNode } from 'react';

const LOOKS = {
  /** A line of its own, as wide as the list. */
  line: '-mx-2 min-h-8 rounded-lg px-2 py-1 text-sm wrap-anywhere',
  /** In a table. */
  cell: 'min-h-7 truncate rounded px-1',
} as const;

interface ListButtonProps {
  readonly look?: keyof typeof LOOKS;
  readonly isCurrent?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** One of many things that the map can go to. */
export function ListButton({ look = 'line', isCurrent = false, onPress, children }: ListButtonProps) {
  return (
    <button
      type="button"
      aria-current={isCurrent || undefined}
      onClick={onPress}
      className={`hover:bg-raised aria-current:bg-accent-soft w-full cursor-pointer text-left ${LOOKS[look]}`}
    >
      {children}
    </button>
  );
}
