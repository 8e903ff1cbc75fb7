import { LIMITS, RequestType } from '@usher/protocol';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/text-field.tsx';
import { ChatLog } from './chat-log.tsx';
import { useBlocked, useClient } from './room-context.ts';

export function Chat() {
  const client = useClient();
  const blocked = useBlocked('chat');
  const [text, setText] = useState('');

  function send() {
    const trimmed = text.trim();
    if (trimmed !== '' && client.send({ type: RequestType.Chat, text: trimmed })) setText('');
  }

  return (
    <section aria-labelledby="chat" className="flex min-h-0 flex-1 flex-col gap-2">
      <h2 id="chat" className="font-semibold">
        Chat
      </h2>
      <div className="bg-surface border-line flex min-h-64 flex-1 flex-col overflow-hidden rounded-2xl border lg:min-h-0">
        <ChatLog />
        <Form
          className="border-line flex items-end gap-2 border-t p-2"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <TextField
            label="Message"
            hideLabel
            placeholder="Say something"
            value={text}
            onChange={setText}
            maxLength={LIMITS.chatLengthMax}
          />
          <Button type="submit" blocked={blocked}>
            Send
          </Button>
        </Form>
      </div>
    </section>
  );
}
