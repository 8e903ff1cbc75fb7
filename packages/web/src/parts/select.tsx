import { useId } from 'react';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  readonly hideLabel?: boolean;
  readonly hint?: string;
  /** Why it cannot be changed now. */
  readonly blocked?: string | null;
}

/** One of several. The browser's own list: it is what a phone shows best. */
export function Select<T extends string>({
  label,
  value,
  choices,
  onChange,
  hideLabel = false,
  hint,
  blocked = null,
}: SelectProps<T>) {
  const id = useId();
  const words = blocked ?? hint;
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={blocked !== null}
        onChange={({ target }) => {
          const chosen = choices.find((choice) => choice.value === target.value);
          if (chosen) onChange(chosen.value);
        }}
        {...(words !== undefined && { 'aria-describedby': `${id}-hint` })}
        className="field choice"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {words !== undefined && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {words}
        </p>
      )}
    </div>
  );
}
