import { useEffect, useEffectEvent } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useToast } from '../../parts/toasts.tsx';
import { useBulkAdd } from './asking.tsx';
import type { BulkState } from './bulk-add.ts';

/** What became of many videos, also for who does not see the queue now: there is said which are missing. */
export function BulkAddToasts() {
  const words = useWords('room');
  const toast = useToast();
  const [bulk, state] = useBulkAdd();

  const tell = useEffectEvent(({ count, missing }: Extract<BulkState, { state: 'over' }>) => {
    if (count > 0) toast(words('bulkAdded', { count }));
    if (missing.length > 0) return toast(words('bulkMissing', { count: missing.length }), { kind: 'error' });
    if (count === 0) toast(words('bulkAllThere'));
    bulk.dismiss();
  });
  useEffect(() => {
    if (state.state === 'over') tell(state);
  }, [state]);
  return null;
}
