import { LIMITS, RequestType } from '@usher/protocol';
import { useId, type KeyboardEvent } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useBlocked, useClient } from '../room-context.ts';
import { useChatDraft } from './chat-draft.ts';
import { isComposing } from './is-composing.ts';

/** From here on the field tells how much is left. */
const NEAR_LIMIT = LIMITS.chatLengthMax - 200;

export function ChatForm() {
  const words = useWords('room');
  const client = useClient();
  const blocked = useBlocked('chat');
  const [text, setText] = useChatDraft();
  const leftId = useId();
  const reasonId = useId();
  const left = text.length > NEAR_LIMIT ? LIMITS.chatLengthMax - text.length : null;

  function send() {
    const trimmed = text.trim();
    if (blocked === null && trimmed !== '' && client.send({ type: RequestType.Chat, text: trimmed }))
      setText('');
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className="border-line flex items-end gap-2 border-t p-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="relative min-w-0 flex-1">
        <textarea
          aria-label={words('message')}
          aria-describedby={blocked !== null ? reasonId : left === null ? undefined : leftId}
          placeholder={blocked ?? words('saySomething')}
          dir="auto"
          rows={1}
          maxLength={LIMITS.chatLengthMax}
          value={text}
          readOnly={blocked !== null}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
          className="field field-sizing-content block max-h-32 w-full resize-none py-2"
        />
        {blocked !== null && (
          // What stands in the field hides the placeholder, which says the same.
          <p id={reasonId} className={text === '' ? 'sr-only' : 'text-muted pt-1 text-sm'}>
            {blocked}
          </p>
        )}
        {left !== null && (
          <p id={leftId} role="status" className="text-muted pt-1 text-right text-xs tabular-nums">
            {words('charactersLeft', { count: left })}
          </p>
        )}
      </div>
      <Button type="submit" look="icon" label={words('send')} blocked={blocked}>
        <Icon name="send" />
      </Button>
    </form>
  );
}
