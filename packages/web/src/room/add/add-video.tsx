import { RequestType } from '@usher/protocol';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useBlocked, useRoom } from '../room-context.ts';
import { useLinkDraft } from './link-draft.ts';
import { linkIn, linkProblem } from './link-in.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { useLinkProblem } from './use-link-problem.ts';
import { usePreview } from './use-preview.ts';
import { useSendLink } from './use-send-link.ts';
import { videoAddOf } from './video-add-of.ts';

/** The one field that an empty room is about, and that a full one keeps at hand (WEB-11). */
export function AddVideo() {
  const words = useWords('room');
  const problemText = useLinkProblem();
  const sendLink = useSendLink();
  const { name } = useRoom();
  const blocked = useBlocked('manage-queue.add');
  const [text, setText] = useLinkDraft();
  const [isTried, setTried] = useState(false);
  const link = linkIn(text);
  const problem = isTried ? linkProblem(text) : null;
  const preview = usePreview(name, blocked === null ? link : null);

  function write(next: string) {
    setText(next);
    setTried(false);
  }

  function add() {
    if (link === null) return setTried(true);
    const only = preview.state === 'found' && preview.result.length === 1 ? preview.result[0] : undefined;
    const what = only === undefined ? { url: link } : { video: videoAddOf(only) };
    if (sendLink({ type: RequestType.Add, ...what }, text)) write('');
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
          error={problem === null ? null : problemText(problem)}
        />
        <Button look="primary" type="submit" blocked={blocked}>
          <Icon name="add" />
          {words('add')}
        </Button>
      </form>
      <PreviewPanel key={link} preview={preview} written={text} onDone={() => write('')} />
    </div>
  );
}
