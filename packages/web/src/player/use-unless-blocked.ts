import { useCallback } from 'react';
import { useToast } from '../parts/toasts.tsx';

/** Does something, or says why it cannot be done: where there is no button that could say so (WEB-13). */
export function useUnlessBlocked(): (reason: string | null, act: () => void) => void {
  const toast = useToast();
  return useCallback(
    (reason, act) => {
      if (reason === null) act();
      else toast(reason, { kind: 'error' });
    },
    [toast],
  );
}
