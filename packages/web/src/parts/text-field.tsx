import { useId, type ComponentProps, type ReactNode } from 'react';

type InputProps = ComponentProps<'input'>;

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hideLabel?: boolean;
  /** What to know before one writes. */
  readonly hint?: ReactNode;
  /** What is wrong with what stands there, and how to mend it. */
  readonly error?: string | null;
  readonly isDisabled?: boolean;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'search';
  readonly name?: string;
  readonly autoComplete?: InputProps['autoComplete'];
  readonly autoFocus?: boolean;
  readonly inputMode?: InputProps['inputMode'];
  readonly enterKeyHint?: InputProps['enterKeyHint'];
  readonly required?: boolean;
  readonly ref?: InputProps['ref'];
  readonly onKeyDown?: InputProps['onKeyDown'];
  readonly onPaste?: InputProps['onPaste'];
}

export function TextField({
  label,
  onChange,
  hideLabel = false,
  hint,
  error = null,
  isDisabled = false,
  type = 'text',
  autoComplete = 'off',
  ...input
}: TextFieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error !== null && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        type={type}
        // Words are written in whatever language; addresses and passwords are not.
        dir={type === 'text' || type === 'search' ? 'auto' : undefined}
        autoComplete={autoComplete}
        disabled={isDisabled}
        onChange={({ target }) => onChange(target.value)}
        aria-invalid={error !== null}
        {...(described !== '' && { 'aria-describedby': described })}
        className="field"
      />
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
      {error !== null && (
        <p id={`${id}-error`} className="text-danger text-sm font-medium">
          {error}
        </p>
      )}
    </div>
  );
}
