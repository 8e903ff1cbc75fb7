import { useErrorText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Icon } from '../parts/icons.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { RoomCard } from './room-card.tsx';
import { usePublicRooms } from './use-public-rooms.ts';

/** What is open to everyone, with what is playing and how many watch (WEB-10). */
export function PublicRooms() {
  const words = useWords('home');
  return (
    <section aria-labelledby="public-rooms" className="flex flex-col gap-4">
      <h2 id="public-rooms" className="text-xl font-semibold">
        {words('publicRooms')}
      </h2>
      <RoomList />
    </section>
  );
}

function RoomList() {
  const words = useWords('home');
  const common = useWords('common');
  const errorText = useErrorText();
  const list = usePublicRooms();
  switch (list.state) {
    case 'loading':
      return (
        <div role="status" className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <span className="sr-only">{words('lookingForRooms')}</span>
          {['one', 'two', 'three'].map((key) => (
            <Skeleton key={key} className="aspect-[16/12] rounded-card" />
          ))}
        </div>
      );
    case 'failed':
      return (
        <EmptyState
          icon={<Icon name="warning" className="size-7" />}
          title={words('roomsFailed')}
          action={<Button onPress={list.refresh}>{common('tryAgain')}</Button>}
        >
          {errorText(list.error)}
        </EmptyState>
      );
    case 'known':
      if (list.rooms.length === 0) {
        return (
          <EmptyState icon={<Icon name="film" className="size-7" />} title={words('noRooms')}>
            {words('noRoomsHint')}
          </EmptyState>
        );
      }
      return (
        <ul aria-labelledby="public-rooms" className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {list.rooms.map((room) => (
            <RoomCard key={room.name} room={room} />
          ))}
        </ul>
      );
  }
}
