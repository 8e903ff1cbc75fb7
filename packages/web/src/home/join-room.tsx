import { useState } from 'react';
import { roomKey } from '@usher/protocol';
import { Form } from 'react-aria-components/Form';
import { useLocation } from 'wouter';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useToast } from '../parts/toasts.tsx';

export function JoinRoom() {
  const [text, setText] = useState('');
  const [, navigate] = useLocation();
  const toast = useToast();

  function join() {
    const name = nameIn(text);
    if (roomKey(name) === null) toast('A room has a name of letters, digits, “-” and “_”.');
    else navigate(`/room/${name}`);
  }

  return (
    <Form
      className="flex flex-1 items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <TextField label="Room name or link" value={text} onChange={setText} placeholder="movie-night" />
      <Button type="submit">Join</Button>
    </Form>
  );
}

/** The room's name, also when somebody pastes the whole link. */
function nameIn(text: string): string {
  const trimmed = text.trim();
  return /\/room\/([^/?#]+)/.exec(trimmed)?.[1] ?? trimmed;
}
