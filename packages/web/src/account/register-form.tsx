import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';
import { emailFault, nameFault, passwordFault } from './check-fields.ts';
import { FormError } from './form-error.tsx';
import { useForm } from './use-form.ts';
import { refreshUser } from './user-store.ts';

export function RegisterForm() {
  const words = useWords('account');
  const toast = useToast();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [email, setEmail] = useState('');
  const form = useForm<'username' | 'password' | 'email'>({
    check: () => {
      const faults = {
        username: nameFault(username),
        password: passwordFault(password),
        email: emailFault(email),
      };
      return {
        ...(faults.username && { username: words(faults.username) }),
        ...(faults.password && { password: words(faults.password) }),
        ...(faults.email && { email: words(faults.email) }),
      };
    },
    send: async () => {
      const address = email.trim();
      await callSite((api, token) =>
        api.user(token).register({
          username: username.trim(),
          password,
          ...(address !== '' && { email: address }),
        }),
      );
      toast(words('registered', { name: username.trim() }));
      await refreshUser();
    },
    fieldOf: { UsernameTaken: 'username', AlreadyInUse: 'email' },
  });

  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <TextField
        label={words('yourName')}
        name="username"
        value={username}
        onChange={setUsername}
        error={form.errors.username ?? null}
        autoComplete="username"
      />
      <TextField
        label={words('password')}
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        hint={words('passwordRules')}
        error={form.errors.password ?? null}
        autoComplete="new-password"
      />
      <TextField
        label={words('emailOptional')}
        name="email"
        type="email"
        value={email}
        onChange={setEmail}
        hint={words('emailHint')}
        error={form.errors.email ?? null}
        autoComplete="email"
      />
      <FormError error={form.error} />
      <Button type="submit" look="primary" pending={form.isPending}>
        {words('register')}
      </Button>
    </form>
  );
}
