import { RequestType, type QueueItem } from '@usher/protocol';
import { useId, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { clockTime, titleOf } from '../../video.ts';
import { useBlocked, useClient } from '../room-context.ts';
import { checkTrim } from './check-trim.ts';
import { trimFieldsOf, trimUpdate } from './trim-fields.ts';

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
  const blocked = useBlocked('manage-queue.edit');
  const [fields, setFields] = useState(() => trimFieldsOf(item));
  const { start, end } = fields;
  const checked = checkTrim(start, end, item.length);

  function save() {
    if (checked.kind !== 'trim' || blocked !== null) return;
    const { service, id } = item;
    const update = trimUpdate(item, fields, checked);
    if (update === null || client.send({ type: RequestType.UpdateQueueItem, video: { service, id }, update }))
      onClose();
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
            blocked={blocked ?? (checked.kind === 'trim' ? null : words(checked.problem))}
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
            onChange={(next) => setFields({ start: next, end })}
            placeholder="0:00"
            error={checked.kind === 'problem' && checked.field === 'start' ? words(checked.problem) : null}
          />
          <TextField
            label={words('end')}
            value={end}
            onChange={(next) => setFields({ start, end: next })}
            placeholder={item.length === undefined ? words('theEnd') : clockTime(item.length)}
            error={checked.kind === 'problem' && checked.field === 'end' ? words(checked.problem) : null}
          />
        </div>
        {/* Enter in a field does nothing meanwhile: here is why. */}
        <p role="status" className="text-danger font-medium empty:hidden">
          {blocked}
        </p>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
