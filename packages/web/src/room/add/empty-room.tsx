import { RequestType } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { DEMO_CLIP } from '../../video.ts';
import { useBlocked } from '../room-context.ts';
import { ShareCard } from '../share/share-card.tsx';
import { AddVideo } from './add-video.tsx';
import { useAsks } from './asking.tsx';

/** What a room shows in which nothing plays: what to do first, and whom to do it with (WEB-11). */
export function EmptyRoom() {
  const words = useWords('room');
  const asks = useAsks();
  const blocked = useBlocked('manage-queue.add');
  return (
    <section
      aria-labelledby="empty-room"
      className="bg-surface border-line rounded-card flex flex-col gap-8 border p-5 sm:p-8 lg:p-10"
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-col gap-2">
          <h2 id="empty-room" className="text-2xl font-semibold sm:text-3xl">
            {words('emptyTitle')}
          </h2>
          <p className="text-muted max-w-prose">{words('emptyText')}</p>
        </div>
        <AddVideo />
        <p className="text-muted flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
          {words('demoText')}
          <Button blocked={blocked} onPress={() => asks.ask({ type: RequestType.Add, video: DEMO_CLIP })}>
            <Icon name="film" />
            {words('addDemo')}
          </Button>
        </p>
      </div>
      <ShareCard />
    </section>
  );
}
