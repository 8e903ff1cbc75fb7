import { RequestType, type QueueItem } from '@usher/protocol';
import { useId, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { clockTime, titleOf } from '../../video.ts';
import { useClient } from '../room-context.ts';
import { checkTrim } from './check-trim.ts';

interface TrimDialogProps {
  readonly item: QueueItem;
  readonly onClose: () => void;
}

/** Where an item starts and ends (WEB-16). */
export function TrimDialog({ item, onClose }: TrimDialogProps) {
  const words = useWords('room');
  const common = useWords('common');
  const client = useClient();
  const formId = useId();
  const [start, setStart] = useState(clockTime(item.startAt ?? 0));
  const [end, setEnd] = useState(item.endAt === undefined ? '' : clockTime(item.endAt));
  const checked = checkTrim(start, end, item.length);

  function save() {
    if (checked.kind !== 'trim') return;
    const { service, id } = item;
    const { startAt, endAt } = checked;
    const update = { startAt, ...(endAt !== null && { endAt }) };
    if (client.send({ type: RequestType.UpdateQueueItem, video: { service, id }, update })) onClose();
  }

  return (
    <Dialog
      title={words('trimTitle', { title: titleOf(item) })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          {/* The form is elsewhere in the dialog: its submission by Enter does the same. */}
          <Button
            look="primary"
            blocked={checked.kind === 'trim' ? null : words(checked.problem)}
            onPress={save}
          >
            {common('save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="text-muted">
          {item.length === undefined
            ? words('trimText')
            : words('trimTextOf', { length: clockTime(item.length) })}
        </p>
        <div className="flex gap-3">
          <TextField
            label={words('start')}
            value={start}
            onChange={setStart}
            placeholder="0:00"
            error={checked.kind === 'problem' && checked.field === 'start' ? words(checked.problem) : null}
          />
          <TextField
            label={words('end')}
            value={end}
            onChange={setEnd}
            placeholder={item.length === undefined ? words('theEnd') : clockTime(item.length)}
            error={checked.kind === 'problem' && checked.field === 'end' ? words(checked.problem) : null}
          />
        </div>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
