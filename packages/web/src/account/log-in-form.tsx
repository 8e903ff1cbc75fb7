import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';
import { FormError } from './form-error.tsx';
import { useForm } from './use-form.ts';
import { refreshUser } from './user-store.ts';

export function LogInForm() {
  const words = useWords('account');
  const toast = useToast();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm<'user' | 'password'>({
    check: () => ({
      ...(user.trim() === '' && { user: words('nameOrEmailEmpty') }),
      ...(password === '' && { password: words('passwordEmpty') }),
    }),
    send: async () => {
      await callSite((api, token) => api.user(token).logIn(user.trim(), password));
      toast(words('loggedIn', { name: user.trim() }));
      await refreshUser();
    },
    fieldOf: { InvalidCredentials: 'password' },
  });

  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <TextField
        label={words('nameOrEmail')}
        name="user"
        value={user}
        onChange={setUser}
        error={form.errors.user ?? null}
        autoComplete="username"
      />
      <TextField
        label={words('password')}
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        error={form.errors.password ?? null}
        autoComplete="current-password"
      />
      <FormError error={form.error} />
      <Button type="submit" look="primary" pending={form.isPending}>
        {words('logIn')}
      </Button>
    </form>
  );
}
