import { useState } from 'react';
import { useWords } from '../../../i18n/use-words.ts';
import { Select } from '../../../parts/select.tsx';
import { shortened } from '../../model/names.ts';
import type { MonolithNode, RoomNode } from '../../model/site-view.ts';
import { OrderButton } from './order-button.tsx';

const ANYWHERE = '';

interface MoveRoomButtonProps {
  readonly room: RoomNode;
  readonly monoliths: readonly MonolithNode[];
}

/** Moves a room to a chosen Monolith, or to the one that placement gives. */
export function MoveRoomButton({ room, monoliths }: MoveRoomButtonProps) {
  const words = useWords('map');
  const [to, setTo] = useState(ANYWHERE);
  const others = monoliths.filter(({ id, isDraining }) => id !== room.monolith && !isDraining);
  const target = others.find(({ id }) => id === to)?.id ?? null;
  const choices = [
    { value: ANYWHERE, label: words('anywhere') },
    ...others.map(({ id, region, rooms }) => ({
      value: id,
      label: `${shortened(id)} · ${region} · ${words('roomCount', { count: rooms.length, number: rooms.length })}`,
    })),
  ];
  return (
    <OrderButton
      label={words('moveRoom')}
      question={
        <div className="flex flex-col gap-4">
          <p>{words('moveRoomText')}</p>
          <Select label={words('moveTo')} value={target ?? ANYWHERE} choices={choices} onChange={setTo} />
        </div>
      }
      done={words('moveRoomDone')}
      order={{ kind: 'move-room', room: room.key, to: target }}
      blocked={others.length === 0 ? words('lastMonolith') : room.isLoaded ? null : words('notLoaded')}
      isDanger={false}
    />
  );
}
