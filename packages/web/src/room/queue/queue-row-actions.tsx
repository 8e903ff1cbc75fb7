import { RequestType } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { titleOf } from '../../video.ts';
import { useAsks } from '../add/asking.tsx';
import { useBlocked, useClient } from '../room-context.ts';
import { usePlayNowBlocked } from '../use-play-now-blocked.ts';
import type { QueueRowProps } from './queue-row.tsx';

/** What can be done with one queued item. */
export function QueueRowActions({ item, place, orderBlocked, onMove, onTrim }: QueueRowProps) {
  const words = useWords('room');
  const client = useClient();
  const asks = useAsks();
  const mayPlay = usePlayNowBlocked(item);
  const mayRemove = useBlocked('manage-queue.remove');
  const mayEdit = useBlocked('manage-queue.edit');
  const title = titleOf(item);
  const video = { service: item.service, id: item.id };

  return (
    <span className="flex shrink-0 items-center">
      <Button
        look="icon"
        label={words('playNowTitle', { title })}
        blocked={mayPlay}
        onPress={() => asks.ask({ type: RequestType.PlayNow, video })}
      >
        <Icon name="play" />
      </Button>
      <Button
        look="icon"
        className="max-sm:hidden"
        label={words('removeTitle', { title })}
        blocked={mayRemove}
        onPress={() => client.send({ type: RequestType.Remove, video })}
      >
        <Icon name="remove" />
      </Button>
      <Menu
        label={words('moreFor', { title })}
        trigger={
          <Button look="icon" label={words('moreFor', { title })}>
            <Icon name="more" />
          </Button>
        }
      >
        <MenuItem
          icon={<Icon name="next" />}
          blocked={orderBlocked ?? (place === 0 ? words('isFirst') : null)}
          onAction={() => onMove(place, 0)}
        >
          {words('playNext')}
        </MenuItem>
        <MenuItem icon={<Icon name="trim" />} blocked={mayEdit} onAction={() => onTrim(item)}>
          {words('trim')}
        </MenuItem>
        <MenuItem
          icon={<Icon name="remove" />}
          isDanger
          blocked={mayRemove}
          onAction={() => client.send({ type: RequestType.Remove, video })}
        >
          {words('remove')}
        </MenuItem>
      </Menu>
    </span>
  );
}
