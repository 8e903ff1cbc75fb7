import { useEffect, type RefObject } from 'react';

/** While the player covers the page, what is behind it gets no focus, and its chat is not read out a second time. */
export function useAlone(element: RefObject<HTMLElement | null>, isAlone: boolean): void {
  useEffect(() => {
    if (!isAlone || element.current === null) return;
    const others = besides(element.current);
    for (const other of others) other.inert = true;
    return () => {
      for (const other of others) other.inert = false;
    };
  }, [element, isAlone]);
}

/** What is beside the element and beside what it is in, within the page's content; messages to the user are above that. */
function besides(element: HTMLElement): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let node: HTMLElement | null = element; node !== null; node = node.parentElement) {
    for (const sibling of node.parentElement?.children ?? [])
      if (sibling !== node && sibling instanceof HTMLElement && !sibling.inert) found.push(sibling);
    if (node.localName === 'main') break;
  }
  return found;
}
