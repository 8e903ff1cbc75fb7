import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { addToast, type Toast, type ToastAction } from './toast-list.ts';
import { ToastRegion } from './toast-region.tsx';

interface ToastOptions {
  readonly kind?: Toast['kind'];
  /** For example to undo what was done. */
  readonly action?: ToastAction;
}

/** Shows a sentence for a while, above everything; it never takes the focus. */
export type ShowToast = (text: string, options?: ToastOptions) => void;

const ToastContext = createContext<ShowToast>(() => {});

export const useToast = (): ShowToast => use(ToastContext);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);

  const dismiss = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  const show = useCallback<ShowToast>((text, { kind = 'info', action } = {}) => {
    const toast: Toast = { id: ++lastId.current, text, kind, action: action ?? null };
    setToasts((shown) => addToast(shown, toast));
  }, []);
  const region = useMemo(() => <ToastRegion toasts={toasts} onDismiss={dismiss} />, [toasts, dismiss]);

  return (
    <ToastContext value={show}>
      {children}
      {region}
    </ToastContext>
  );
}
