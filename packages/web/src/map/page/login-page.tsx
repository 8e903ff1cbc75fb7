import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { openSession } from '../feed/operator-api.ts';
import { Gate } from './gate.tsx';

/** Asks for the operators' key, which is exchanged for a session: the browser does not keep it. */
export function LoginPage({ onOpen }: { readonly onOpen: () => void }) {
  const words = useWords('map');
  const [key, setKey] = useState('');
  const [state, setState] = useState<'idle' | 'pending' | 'wrong' | 'unreachable'>('idle');
  const errors = { wrong: words('wrongKey'), unreachable: words('unreachable'), idle: null, pending: null };

  const submit = async () => {
    if (key.trim() === '') return;
    setState('pending');
    const isOpen = await openSession(key.trim()).catch(() => null);
    if (isOpen === true) return onOpen();
    setState(isOpen === null ? 'unreachable' : 'wrong');
  };

  return (
    <Gate title={words('loginTitle')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={words('keyLabel')}
          hint={words('loginHint')}
          type="password"
          name="operator-key"
          autoComplete="current-password"
          value={key}
          onChange={setKey}
          error={errors[state]}
          autoFocus
        />
        <Button type="submit" look="primary" pending={state === 'pending'} className="self-start">
          {words('logIn')}
        </Button>
      </form>
    </Gate>
  );
}
