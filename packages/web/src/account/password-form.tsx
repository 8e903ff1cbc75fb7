import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';
import { passwordFault } from './check-fields.ts';
import { FormError } from './form-error.tsx';
import { useForm } from './use-form.ts';

interface PasswordFormProps {
  readonly username: string;
  readonly hasPassword: boolean;
}

export function PasswordForm({ username, hasPassword }: PasswordFormProps) {
  const words = useWords('account');
  const toast = useToast();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const form = useForm<'current' | 'next'>({
    check: () => {
      const fault = passwordFault(next);
      return {
        ...(hasPassword && current === '' && { current: words('passwordEmpty') }),
        ...(fault && { next: words(fault) }),
      };
    },
    send: async () => {
      const proof = hasPassword ? { currentPassword: current } : {};
      await callSite((api, token) => api.user(token).changeAccount({ ...proof, newPassword: next }));
      setCurrent('');
      setNext('');
      toast(words('passwordChanged'));
    },
    fieldOf: { InvalidCredentials: 'current', ZodValidationError: 'next' },
    textOf: { InvalidCredentials: words('currentPasswordWrong') },
  });

  return (
    <details className="border-line border-t pt-3">
      <summary className="disclosure">{words('changePassword')}</summary>
      <form noValidate className="flex flex-col gap-4 pt-3" onSubmit={form.onSubmit}>
        {/* For password managers: whose password it is. */}
        <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
        {hasPassword && (
          <TextField
            label={words('currentPassword')}
            name="current"
            type="password"
            value={current}
            onChange={setCurrent}
            error={form.errors.current ?? null}
            autoComplete="current-password"
          />
        )}
        <TextField
          label={words('newPassword')}
          name="next"
          type="password"
          value={next}
          onChange={setNext}
          hint={words('passwordRules')}
          error={form.errors.next ?? null}
          autoComplete="new-password"
        />
        <FormError error={form.error} />
        <Button type="submit" className="self-start" pending={form.isPending}>
          {words('changePassword')}
        </Button>
      </form>
    </details>
  );
}
