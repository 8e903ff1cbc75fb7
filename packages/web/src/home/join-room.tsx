import { useState } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { roomMeant, searchOf } from './room-name.ts';

export function JoinRoom() {
  const words = useWords('home');
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [, navigate] = useLocation();

  function join() {
    const name = roomMeant(text);
    if (name === null) setError(words(text.trim() === '' ? 'joinNothing' : 'joinWrong'));
    else navigate(`/room/${name}${searchOf(text)}`);
  }

  return (
    <form
      noValidate
      className="flex min-w-0 flex-1 items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <TextField
        label={words('joinLabel')}
        value={text}
        onChange={(next) => {
          setText(next);
          setError(null);
        }}
        error={error}
        placeholder={words('joinPlaceholder')}
        inputMode="url"
        enterKeyHint="go"
      />
      <Button type="submit" className="mt-6.5">
        {words('join')}
      </Button>
    </form>
  );
}
