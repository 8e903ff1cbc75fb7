import { RequestType } from '@usher/protocol';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useBlocked, useClient, useMessages, useRoom } from '../room-context.ts';
import { useLinkDraft } from './link-draft.ts';
import { linkIn } from './link-in.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { usePreview } from './use-preview.ts';

/** The one field that an empty room is about, and that a full one keeps at hand (WEB-11). */
export function AddVideo() {
  const words = useWords('room');
  const client = useClient();
  const { name } = useRoom();
  const blocked = useBlocked('manage-queue.add');
  const [text, setText] = useLinkDraft();
  const [sent, setSent] = useState('');
  const [isTried, setTried] = useState(false);
  const link = linkIn(text);
  const preview = usePreview(name, blocked === null ? link : null);

  useMessages((message) => {
    // What was refused comes back, to be corrected.
    if (message.action === 'error' && message.request === RequestType.Add) setText((newer) => newer || sent);
  });

  function write(next: string) {
    setText(next);
    setTried(false);
  }

  function done() {
    setSent(text);
    write('');
  }

  function add() {
    if (link === null) return setTried(true);
    const only = preview.state === 'found' && preview.result.length === 1 ? preview.result[0] : undefined;
    const what =
      only === undefined
        ? { url: link }
        : {
            video: {
              service: only.service,
              id: only.id,
              ...(only.startAt !== undefined && { startAt: only.startAt }),
            },
          };
    if (client.send({ type: RequestType.Add, ...what })) done();
  }

  return (
    <div className="flex flex-col gap-3">
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (blocked === null) add();
        }}
      >
        <TextField
          label={words('pasteLink')}
          placeholder="https://…"
          inputMode="url"
          enterKeyHint="go"
          value={text}
          onChange={write}
          isDisabled={blocked !== null}
          {...(blocked !== null && { hint: blocked })}
          error={isTried && text.trim() !== '' ? words('noLink') : null}
        />
        <Button look="primary" type="submit" blocked={blocked}>
          <Icon name="add" />
          {words('add')}
        </Button>
      </form>
      <PreviewPanel key={link} preview={preview} onDone={done} />
    </div>
  );
}
