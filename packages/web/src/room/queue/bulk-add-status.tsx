import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useBulkAdd } from '../add/asking.tsx';
import type { Wanted } from '../add/bulk-add.ts';

/** How far many videos are that are being added, and which of them could not be (WEB-16). */
export function BulkAddStatus() {
  const words = useWords('room');
  const [bulk, state] = useBulkAdd();
  return (
    <div role="status" className="empty:hidden">
      {state.state === 'adding' && (
        <div className="bg-accent-soft rounded-card flex flex-wrap items-center gap-3 px-4 py-2">
          <span className="flex min-w-40 flex-1 flex-col gap-1.5 tabular-nums">
            {words('bulkAdding', { done: state.done, total: state.total })}
            <progress
              aria-hidden="true"
              className="accent-accent h-1.5 w-full"
              value={state.done}
              max={state.total}
            />
          </span>
          <Button look="quiet" onPress={() => bulk.stop()}>
            {words('bulkStop')}
          </Button>
        </div>
      )}
      {state.state === 'over' && state.missing.length > 0 && (
        <Missing missing={state.missing} onDismiss={() => bulk.dismiss()} />
      )}
    </div>
  );
}

function Missing({
  missing,
  onDismiss,
}: {
  readonly missing: readonly Wanted[];
  readonly onDismiss: () => void;
}) {
  const words = useWords('room');
  const common = useWords('common');
  return (
    <div className="bg-danger-soft rounded-card flex gap-2 py-2 pr-2 pl-4">
      <div className="flex min-w-0 flex-1 flex-col gap-1 py-1.5">
        <p className="font-medium">{words('bulkMissing', { count: missing.length })}</p>
        <ul className="max-h-40 overflow-y-auto text-sm">
          {missing.map((video) => (
            <li key={`${video.service} ${video.id}`} dir="auto" className="wrap-anywhere">
              {nameOf(video)}
            </li>
          ))}
        </ul>
      </div>
      <Button look="icon" label={common('dismiss')} onPress={onDismiss}>
        <Icon name="remove" />
      </Button>
    </div>
  );
}

/** An address as it is; of a video that a service knows by a number, which service. */
function nameOf({ title, service, id }: Wanted): string {
  return title || (/[/.]/.test(id) ? id : `${service}: ${id}`);
}
