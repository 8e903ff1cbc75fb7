import { Icon } from '../../parts/icons.tsx';

/** Marks the chosen one of a menu. */
export function Checked({ isIt }: { readonly isIt: boolean }) {
  return isIt ? <Icon name="check" className="size-4" /> : <span className="size-4 shrink-0" />;
}
