import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { VIEWS, type ViewKind } from '../model/layout.ts';

interface PageKeys {
  readonly onView: (kind: ViewKind) => void;
  readonly onHelp: () => void;
}

/** Keys that the page has wherever the focus is, but for fields and dialogs. Returns where the search is. */
export function usePageKeys({ onView, onHelp }: PageKeys): RefObject<HTMLInputElement | null> {
  const search = useRef<HTMLInputElement>(null);
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isElsewhere(event.target)) return;
    const view = VIEWS[Number(event.key) - 1];
    if (event.key === '/') search.current?.focus();
    else if (event.key === '?') onHelp();
    else if (view !== undefined) onView(view);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  return search;
}

const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, select, textarea, [role="dialog"], [role="alertdialog"]') !== null;
