import { ApiError } from '@usher/client';
import { useState, type SubmitEvent } from 'react';
import { useErrorText } from '../i18n/use-error-text.ts';

/** What is wrong, by field. */
type FieldErrors<F extends string> = Readonly<Partial<Record<F, string>>>;

interface FormOptions<F extends string> {
  /** What is wrong with what stands there: nothing is sent then. */
  readonly check: () => FieldErrors<F>;
  /** Sends it; what it throws is shown. */
  readonly send: () => Promise<void>;
  /** The field that a refusal is about, by its code (API-10); of a code without one it is said below the form. */
  readonly fieldOf: Readonly<Record<string, F>>;
  /** Where a refusal has other words here. */
  readonly textOf?: Readonly<Record<string, string>>;
}

export interface Form<F extends string> {
  readonly errors: FieldErrors<F>;
  /** What is wrong with none of the fields. */
  readonly error: string | null;
  readonly isPending: boolean;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/** A form that is checked, sent, and tells at each field what is wrong with it; the first such field gets the focus. */
export function useForm<F extends string>({ check, send, fieldOf, textOf = {} }: FormOptions<F>): Form<F> {
  const [errors, setErrors] = useState<FieldErrors<F>>({} as FieldErrors<F>);
  const [error, setError] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const errorText = useErrorText();

  function show(form: HTMLFormElement, wrong: FieldErrors<F>): void {
    setErrors(wrong);
    const first = [...form.elements].find((element) =>
      Object.hasOwn(wrong, element.getAttribute('name') ?? ''),
    );
    if (first instanceof HTMLElement) first.focus();
  }

  async function submit(form: HTMLFormElement): Promise<void> {
    setError(null);
    const wrong = check();
    show(form, wrong);
    if (Object.keys(wrong).length > 0) return;
    setPending(true);
    try {
      await send();
    } catch (refusal) {
      const code = refusal instanceof ApiError ? refusal.code : '';
      const text = textOf[code] ?? errorText(refusal);
      const field = fieldOf[code];
      if (field === undefined) setError(text);
      else show(form, { [field]: text } as FieldErrors<F>);
    }
    setPending(false);
  }

  return {
    errors,
    error,
    isPending,
    onSubmit: (event) => {
      event.preventDefault();
      if (!isPending) void submit(event.currentTarget);
    },
  };
}
