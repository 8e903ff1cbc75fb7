import { RequestType, type QueueItem } from '@usher/protocol';
import { useRef } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useBulkAdd } from '../add/asking.tsx';
import { useBlocked, useClient, useRoom } from '../room-context.ts';
import { QUEUE_FILE_BYTES_MAX, readQueueFile, writeQueueFile } from './queue-file.ts';

/** What is done with the queue as a whole. */
export function QueueTools({ items }: { readonly items: readonly QueueItem[] }) {
  const words = useWords('room');
  const client = useClient();
  const toast = useToast();
  const { name } = useRoom();
  const [bulk] = useBulkAdd();
  const mayOrder = useBlocked('manage-queue.order');
  const mayAdd = useBlocked('manage-queue.add');
  const input = useRef<HTMLInputElement>(null);
  const nothing = items.length === 0 ? words('queueEmpty') : null;

  async function importFile(file: File) {
    const read = file.size > QUEUE_FILE_BYTES_MAX ? null : readQueueFile(await file.text());
    if (read === null) return toast(words('importNoFile'), { kind: 'error' });
    bulk.add(read.videos);
    if (read.refused > 0) toast(words('importRefused', { count: read.refused }), { kind: 'error' });
    else if (read.videos.length === 0) toast(words('importEmpty'), { kind: 'error' });
  }

  return (
    <div className="flex items-center">
      <Button
        look="icon"
        label={words('shuffle')}
        blocked={mayOrder ?? nothing}
        onPress={() => client.send({ type: RequestType.Shuffle })}
      >
        <Icon name="shuffle" />
      </Button>
      <Menu
        label={words('queueMore')}
        trigger={
          <Button look="icon" label={words('queueMore')}>
            <Icon name="more" />
          </Button>
        }
      >
        <MenuItem
          icon={<Icon name="download" />}
          blocked={nothing}
          onAction={() => download(`${name}.json`, writeQueueFile(items))}
        >
          {words('exportQueue')}
        </MenuItem>
        <MenuItem icon={<Icon name="upload" />} blocked={mayAdd} onAction={() => input.current?.click()}>
          {words('importQueue')}
        </MenuItem>
      </Menu>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={words('importQueue')}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void importFile(file);
          target.value = '';
        }}
      />
    </div>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
