import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type ReactNode } from 'react';
import { placeTooltip } from './place-tooltip.ts';

const DELAY_MS = 500;

/** Whether the pointer was used last: then a focus that moves is not somebody who goes through the page by keys. */
let isPointing = false;
window.addEventListener('pointerdown', () => (isPointing = true), true);
window.addEventListener('keydown', () => (isPointing = false), true);

interface TooltipProps {
  readonly text: string | null;
  readonly children: ReactNode;
  /** Whether a press shows it, by a finger too: where the press does nothing else, it asks why (WEB-13). */
  readonly opensOnPress?: boolean;
}

/**
 * Words beside what is pointed at or has the focus. They are of the browser's top layer: a dialog or a video in full screen does not hide them.
 * Screen readers pass over them: the name or the description of what they are beside says the same.
 */
export function Tooltip({ text, children, opensOnPress = false }: TooltipProps) {
  const wrapper = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  // Not by the loss of the focus alone: when a press elsewhere opens a menu, React Aria keeps that event to itself.
  // At once, not after the next picture: the press may come before that.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const close = () => setOpen(false);
    window.addEventListener('pointerdown', close, true);
    return () => window.removeEventListener('pointerdown', close, true);
  }, [isOpen]);

  // The same elements with and without words: what has the focus keeps it when there is something to say.
  return (
    <span
      ref={wrapper}
      className="contents"
      onPointerEnter={({ pointerType }) => {
        if (pointerType !== 'mouse') return;
        // It comes again without a leave when what was over it is gone.
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setOpen(true), DELAY_MS);
      }}
      onPointerLeave={hide}
      onPointerDownCapture={hide}
      onClick={() => {
        if (opensOnPress) setOpen(true);
      }}
      onFocus={({ target }: FocusEvent) => setOpen(!isPointing && target.matches(':focus-visible'))}
      onBlur={hide}
      onKeyDown={({ key }) => {
        if (key === 'Escape') hide();
      }}
    >
      {children}
      {isOpen && text !== null && (
        <Popup text={text} besideOf={() => wrapper.current?.firstElementChild ?? null} />
      )}
    </span>
  );
}

function Popup({ text, besideOf }: { readonly text: string; readonly besideOf: () => Element | null }) {
  const popup = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const anchor = besideOf();
    const element = popup.current;
    if (anchor === null || element === null || !('showPopover' in element)) return;
    element.showPopover();
    const { left, top } = placeTooltip(anchor.getBoundingClientRect(), element.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight,
    });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  });
  return (
    <span ref={popup} popover="manual" aria-hidden="true" className="tooltip">
      {text}
    </span>
  );
}
