import { VISIBILITIES, type Visibility } from '@usher/protocol';
import { useState } from 'react';
import { useForm } from '../account/use-form.ts';
import { FormError } from '../account/form-error.tsx';
import { useUser } from '../account/user-store.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { Select } from '../parts/select.tsx';
import { Switch } from '../parts/switch.tsx';
import { TextField } from '../parts/text-field.tsx';
import { isRoomName } from './room-name.ts';
import { useCreateRoom } from './use-create-room.ts';

const TITLE_MAX = 254;

/** For who wants to say more about a new room than that there be one. */
export function RoomOptions() {
  const words = useWords('home');
  const user = useUser();
  const { create } = useCreateRoom();
  const [title, setTitle] = useState('');
  const [name, setName] = useState('');
  const [visibility, setVisibility] = useState<Visibility>('unlisted');
  const [isKept, setKept] = useState(false);
  const mayKeep = user?.loggedIn === true;
  const form = useForm<'name'>({
    check: () => (name === '' || isRoomName(name) ? {} : { name: words('roomNameWrong') }),
    send: () => create({ name, title: title.trim(), visibility, isTemporary: !(isKept && mayKeep) }),
    fieldOf: { RoomNameTakenException: 'name', ZodValidationError: 'name' },
    textOf: { ZodValidationError: words('roomNameWrong') },
  });

  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.onSubmit}>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={words('roomTitle')}
          name="title"
          value={title}
          onChange={setTitle}
          placeholder={words('roomTitlePlaceholder')}
          maxLength={TITLE_MAX}
        />
        <Select
          label={words('whoMayFind')}
          value={visibility}
          choices={VISIBILITIES.map((value) => ({ value, label: words(value) }))}
          onChange={setVisibility}
        />
      </div>
      <TextField
        label={words('roomName')}
        name="name"
        value={name}
        onChange={(text) => setName(text.trim())}
        hint={words('roomNameHint')}
        error={form.errors.name ?? null}
      />
      <Switch
        label={words('keepRoom')}
        isOn={isKept && mayKeep}
        onChange={setKept}
        hint={words('keepRoomHint')}
        blocked={mayKeep ? null : words('keepRoomNeedsAccount')}
      />
      <FormError error={form.error} />
      <Button type="submit" look="secondary" className="self-start" pending={form.isPending}>
        {words('createWithOptions')}
      </Button>
    </form>
  );
}
