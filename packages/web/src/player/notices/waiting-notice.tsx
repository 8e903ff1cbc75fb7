import { RequestType } from '@usher/protocol';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { useBlocked, useClient, useRoom, useView } from '../../room/room-context.ts';

const NAMED_MAX = 3;

/** Who is being waited for; whoever may play need not wait (WEB-6). */
export function WaitingNotice() {
  const words = useWords('player');
  const format = useFormat();
  const client = useClient();
  const users = useView((view) => view.users);
  const { waitingFor } = useRoom();
  const blocked = useBlocked('playback.play-pause');

  const names = waitingFor.map((id) => users.find((user) => user.id === id)?.name ?? words('someone'));
  const others = names.length - NAMED_MAX;
  const named = others > 1 ? [...names.slice(0, NAMED_MAX), words('others', { count: others })] : names;
  return (
    <div role="status" className="flex max-w-full justify-center">
      {names.length > 0 && (
        <div className="player-notice animate-appear">
          <span className="bg-accent size-2 shrink-0 animate-pulse rounded-full" aria-hidden="true" />
          <span className="min-w-0">{words('waitingFor', { names: format.list(named) })}</span>
          {blocked === null && (
            <Button
              look="secondary"
              className="-my-1 -mr-2"
              onPress={() => client.send({ type: RequestType.Playback, state: true })}
            >
              {words('startNow')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
