import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import { shownMs, type Toast } from './toast-list.ts';

interface ToastRegionProps {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (id: number) => void;
}

/** The toasts. Pointing at one, or going there by keyboard, keeps all of them until one leaves again. */
export function ToastRegion({ toasts, onDismiss }: ToastRegionProps) {
  const words = useWords('common');
  const [isHeld, setHeld] = useState(false);
  const region = useRef<HTMLElement>(null);
  const cameFrom = useRef<HTMLElement>(null);
  const isWithin = (element: Element | null) => region.current?.contains(element) ?? false;

  /** Remembers where the focus was before it came to a toast. */
  function hold({ relatedTarget }: FocusEvent): void {
    setHeld(true);
    if (!isWithin(relatedTarget) && relatedTarget instanceof HTMLElement) cameFrom.current = relatedTarget;
  }

  function release({ relatedTarget }: FocusEvent): void {
    setHeld(false);
    if (!isWithin(relatedTarget)) cameFrom.current = null;
  }

  // Of a toast that is gone nobody is told that it has lost the focus: without it, an open dialog would hear no key.
  useLayoutEffect(() => {
    if (cameFrom.current === null || isWithin(document.activeElement)) return;
    if (document.activeElement === document.body) cameFrom.current.focus({ preventScroll: true });
    cameFrom.current = null;
  }, [toasts]);

  // Nobody points at what is gone: neither that is told.
  useLayoutEffect(() => {
    if (toasts.length === 0) setHeld(false);
  }, [toasts]);

  // The top layer: an open dialog, or a video in full screen, does not hide what there is to say.
  useEffect(() => {
    const element = region.current;
    if (element === null || !('showPopover' in element)) return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (toasts.length > 0) element.showPopover();
  }, [toasts]);

  return (
    <section
      ref={region}
      popover="manual"
      aria-label={words('notifications')}
      className="toasts"
      // React Aria hides from screen readers, and closes dialogs at a press on, what is beside a dialog: not this.
      data-react-aria-top-layer="true"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={hold}
      onBlur={release}
    >
      {(['info', 'error'] as const).map((kind) => (
        <div key={kind} role={kind === 'error' ? 'alert' : 'status'} className="contents">
          {toasts.map((toast) =>
            toast.kind === kind ? (
              <ToastCard key={toast.id} toast={toast} isHeld={isHeld} onDismiss={onDismiss} />
            ) : null,
          )}
        </div>
      ))}
    </section>
  );
}

interface ToastCardProps {
  readonly toast: Toast;
  readonly isHeld: boolean;
  readonly onDismiss: (id: number) => void;
}

function ToastCard({ toast, isHeld, onDismiss }: ToastCardProps) {
  const words = useWords('common');
  const { id, text, kind, action } = toast;

  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => onDismiss(id), shownMs(toast));
    return () => clearTimeout(timer);
  }, [toast, id, isHeld, onDismiss]);

  return (
    <div className={`toast ${kind === 'error' ? 'toast-error' : ''}`}>
      <span className="min-w-0 flex-1 py-1.5 wrap-anywhere">{text}</span>
      {action !== null && (
        <Button
          look="quiet"
          className="text-accent font-semibold"
          onPress={() => {
            onDismiss(id);
            action.onPress();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button look="icon" label={words('dismiss')} onPress={() => onDismiss(id)}>
        <Icon name="remove" />
      </Button>
    </div>
  );
}
