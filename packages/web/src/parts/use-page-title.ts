import { useEffect } from 'react';

const SITE_NAME = 'Usher';

/** Names the page in the browser's tab and history: `parts`, the most particular first. */
export function usePageTitle(...parts: readonly (string | null | undefined)[]): void {
  const title = [...parts.filter(Boolean), SITE_NAME].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
