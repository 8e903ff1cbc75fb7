import type { SiteApi } from '@usher/client';
import { useCallback, useEffect, useState } from 'react';
import { callSite } from '../session.ts';

type Asked<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'known'; readonly value: T };

/** What the site answers. `ask` is asked whenever it is another one, and `again` when that failed. */
export function useAsked<T>(
  ask: (api: SiteApi, token: string) => Promise<T>,
): Asked<T> & { readonly again: () => void } {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'asking' });
  const [attempt, setAttempt] = useState(1);

  useEffect(() => {
    let isGone = false;
    setAsked({ state: 'asking' });
    callSite(ask).then(
      (value) => isGone || setAsked({ state: 'known', value }),
      (error: unknown) => isGone || setAsked({ state: 'failed', error }),
    );
    return () => {
      isGone = true;
    };
  }, [ask, attempt]);

  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { ...asked, again };
}
