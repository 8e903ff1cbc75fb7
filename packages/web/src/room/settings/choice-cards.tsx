import { useId } from 'react';

interface ChoiceCardsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly hint: string }[];
  readonly onChange: (value: T) => void;
  /** Why it cannot be changed now. */
  readonly blocked?: string | null;
}

/** One of a few, each with what it means. */
export function ChoiceCards<T extends string>({
  label,
  value,
  choices,
  onChange,
  blocked = null,
}: ChoiceCardsProps<T>) {
  const id = useId();
  return (
    <fieldset
      disabled={blocked !== null}
      className="min-w-0"
      aria-describedby={blocked === null ? undefined : `${id}-why`}
    >
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {blocked !== null && (
        <p id={`${id}-why`} className="text-muted mb-2 text-sm">
          {blocked}
        </p>
      )}
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="border-line rounded-control has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-focus flex cursor-pointer gap-3 border px-3 py-2.5 transition has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={id}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              aria-describedby={`${id}-${choice.value}`}
              aria-label={choice.label}
              className="accent-accent mt-0.5 size-4.5 shrink-0 outline-none"
            />
            <span className="flex flex-col">
              <span className="font-medium">{choice.label}</span>
              <span id={`${id}-${choice.value}`} className="text-muted text-sm">
                {choice.hint}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
