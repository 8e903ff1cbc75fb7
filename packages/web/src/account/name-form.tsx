import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';
import { nameFault } from './check-fields.ts';
import { FormError } from './form-error.tsx';
import { useForm } from './use-form.ts';
import { refreshUser } from './user-store.ts';

/** One's name, with or without an account. */
export function NameForm({ name }: { readonly name: string }) {
  const words = useWords('account');
  const toast = useToast();
  const [text, setText] = useState(name);
  const form = useForm<'name'>({
    check: () => {
      const fault = nameFault(text);
      return fault === null ? {} : { name: words(fault) };
    },
    send: async () => {
      await callSite((api, token) => api.user(token).rename(text.trim()));
      toast(words('nameChanged', { name: text.trim() }));
      await refreshUser();
    },
    fieldOf: { UsernameTaken: 'name', ZodValidationError: 'name' },
  });

  return (
    <form noValidate className="flex flex-col gap-3" onSubmit={form.onSubmit}>
      <TextField
        label={words('yourName')}
        name="name"
        value={text}
        onChange={setText}
        hint={words('yourNameHint')}
        error={form.errors.name ?? null}
        autoComplete="nickname"
      />
      <FormError error={form.error} />
      {text.trim() !== name && (
        <Button type="submit" look="primary" className="self-start" pending={form.isPending}>
          {words('changeName')}
        </Button>
      )}
    </form>
  );
}
