import { useId, type ReactNode } from 'react';

interface SwitchProps {
  readonly label: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly hint?: ReactNode;
  /** Why it cannot be switched now. */
  readonly blocked?: string | null;
}

export function Switch({ label, isOn, onChange, hint, blocked = null }: SwitchProps) {
  const id = useId();
  const words = blocked ?? hint;
  return (
    <div className="flex items-start gap-3">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        disabled={blocked !== null}
        onChange={({ target }) => onChange(target.checked)}
        {...(words !== undefined && { 'aria-describedby': `${id}-hint` })}
        className="switch"
      />
      <div className="flex min-w-0 flex-col">
        <label htmlFor={id} className={`font-medium ${blocked === null ? 'cursor-pointer' : 'text-muted'}`}>
          {label}
        </label>
        {words !== undefined && (
          <span id={`${id}-hint`} className="text-muted text-sm">
            {words}
          </span>
        )}
      </div>
    </div>
  );
}
