import { useEffect, useState, type RefObject } from 'react';

const IDLE_AFTER_MS = 3_000;
const ACTIVITY = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
/** While one of these is inside, somebody is using it. */
const IN_USE = ':focus-visible, [aria-expanded=true]';

/** Whether nobody has touched `element` for a while: its controls may hide then (WEB-12). */
export function useIdle(element: RefObject<HTMLElement | null>, mayHide: boolean): boolean {
  const [isIdle, setIdle] = useState(false);

  useEffect(() => {
    const node = element.current;
    setIdle(false);
    if (node === null || !mayHide) return;
    let timer: ReturnType<typeof setTimeout>;
    const rest = () => {
      if (node.querySelector(IN_USE) === null) setIdle(true);
      else timer = setTimeout(rest, IDLE_AFTER_MS);
    };
    const wake = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(rest, IDLE_AFTER_MS);
    };
    wake();
    for (const name of ACTIVITY) node.addEventListener(name, wake);
    return () => {
      clearTimeout(timer);
      for (const name of ACTIVITY) node.removeEventListener(name, wake);
    };
  }, [element, mayHide]);

  return isIdle;
}
