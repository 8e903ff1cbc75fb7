import { RequestType } from '@usher/protocol';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { DEMO_CLIP } from '../video.ts';
import { useBlocked, useClient, useMessages } from './room-context.ts';

/** The one field that an empty room is about, and that a full one keeps at hand (WEB-11). */
export function AddVideo() {
  const client = useClient();
  const blocked = useBlocked('manage-queue.add');
  const [text, setText] = useState('');
  const [sent, setSent] = useState('');

  useMessages((message) => {
    // What was refused comes back, to be corrected.
    if (message.action === 'error' && message.request === RequestType.Add) setText((newer) => newer || sent);
  });

  function add() {
    const url = addressIn(text);
    if (url === '' || !client.send({ type: RequestType.Add, url })) return;
    setSent(text);
    setText('');
  }

  return (
    <div className="flex flex-wrap items-end gap-2">
      <Form
        className="flex min-w-[min(100%,20rem)] flex-1 items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label="Paste a link"
          placeholder="https://…"
          value={text}
          onChange={setText}
          isDisabled={blocked !== null}
        />
        <Button look="primary" type="submit" blocked={blocked}>
          Add
        </Button>
      </Form>
      <Button blocked={blocked} onPress={() => client.send({ type: RequestType.Add, video: DEMO_CLIP })}>
        Add the demo clip
      </Button>
    </div>
  );
}

/** People leave the "https://" out. */
function addressIn(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /^([a-z][a-z0-9+.-]*:|\/)/i.test(trimmed) ? trimmed : `https://${trimmed}`;
}
