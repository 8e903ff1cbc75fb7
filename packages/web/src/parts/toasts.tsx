import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 8_000;
const SHOWN_MAX = 4;

const ToastContext = createContext<(text: string) => void>(() => {});

/** Shows a sentence for a while, above everything. */
export const useToast = () => use(ToastContext);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);

  const dismiss = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  const show = useCallback(
    (text: string) => {
      const id = ++lastId.current;
      setToasts((shown) => [...shown.filter((toast) => toast.text !== text), { id, text }].slice(-SHOWN_MAX));
      setTimeout(() => dismiss(id), SHOWN_MS);
    },
    [dismiss],
  );
  const list = useMemo(
    () =>
      toasts.map(({ id, text }) => (
        <div
          key={id}
          className="bg-raised border-line pointer-events-auto flex items-center gap-3 rounded-xl border py-1 pr-1 pl-4 shadow-lg"
        >
          <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
          <Button look="icon" label="Dismiss" onPress={() => dismiss(id)}>
            <Icon name="remove" />
          </Button>
        </div>
      )),
    [toasts, dismiss],
  );

  return (
    <ToastContext value={show}>
      {children}
      <div
        role="alert"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-10 mx-auto flex max-w-md flex-col gap-2"
      >
        {list}
      </div>
    </ToastContext>
  );
}
