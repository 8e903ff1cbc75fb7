import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';
import { emailFault } from './check-fields.ts';
import { FormError } from './form-error.tsx';
import { useForm } from './use-form.ts';

export function EmailForm({ email }: { readonly email: string }) {
  const words = useWords('account');
  const toast = useToast();
  const [saved, setSaved] = useState(email);
  const [text, setText] = useState(email);
  const form = useForm<'email'>({
    check: () => {
      const fault = emailFault(text);
      return fault === null ? {} : { email: words(fault) };
    },
    send: async () => {
      await callSite((api, token) => api.user(token).changeAccount({ email: text.trim() }));
      setSaved(text.trim());
      toast(words('emailSaved'));
    },
    fieldOf: { AlreadyInUse: 'email', ZodValidationError: 'email' },
  });

  return (
    <form noValidate className="border-line flex flex-col gap-3 border-t pt-5" onSubmit={form.onSubmit}>
      <TextField
        label={words('email')}
        name="email"
        type="email"
        value={text}
        onChange={setText}
        hint={words('emailHint')}
        error={form.errors.email ?? null}
        autoComplete="email"
      />
      <FormError error={form.error} />
      {text.trim() !== saved && (
        <Button type="submit" className="self-start" pending={form.isPending}>
          {words('saveEmail')}
        </Button>
      )}
    </form>
  );
}
