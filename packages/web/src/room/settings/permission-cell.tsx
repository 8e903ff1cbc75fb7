import { useWords } from '../../i18n/use-words.ts';
import { Tooltip } from '../../parts/tooltip.tsx';
import type { Cell } from './permission-grid.ts';

interface PermissionCellProps {
  readonly cell: Cell;
  readonly label: string;
  /** Why it cannot be changed now. */
  readonly blocked: string | null;
  readonly onChange: (isGranted: boolean) => void;
}

export function PermissionCell({ cell, label, blocked, onChange }: PermissionCellProps) {
  const words = useWords('settings');
  if (cell === 'never') {
    return (
      <span className="text-faint">
        <span aria-hidden="true">–</span>
        <span className="sr-only">{words('neverGranted')}</span>
      </span>
    );
  }
  const why = blocked ?? (cell === 'inherited' ? words('inherited') : null);
  return (
    <Tooltip text={why} opensOnPress>
      <label className="inline-flex size-9 cursor-pointer items-center justify-center has-disabled:cursor-not-allowed">
        <input
          type="checkbox"
          aria-label={why === null ? label : `${label} (${why})`}
          checked={cell !== 'absent'}
          disabled={why !== null}
          onChange={({ target }) => onChange(target.checked)}
          // Browsers keep a press on what is disabled to themselves: so it is one on the label.
          className="accent-accent size-5 disabled:pointer-events-none"
        />
      </label>
    </Tooltip>
  );
}
