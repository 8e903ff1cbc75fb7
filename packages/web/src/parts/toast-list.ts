/** Something to tell, for a while. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** `error` interrupts a screen reader; `info` waits. */
  readonly kind: 'info' | 'error';
  readonly action: ToastAction | null;
}

export interface ToastAction {
  readonly label: string;
  readonly onPress: () => void;
}

const SHOWN_MAX = 4;

/** `toasts` with a new one below; the same words are not there twice, and the oldest give way. */
export function addToast(toasts: readonly Toast[], toast: Toast): readonly Toast[] {
  return [...toasts.filter(({ text }) => text !== toast.text), toast].slice(-SHOWN_MAX);
}

/** How long it stays: what is longer takes longer to read, and an action takes time to decide. */
export function shownMs({ text, action }: Toast): number {
  return Math.min(20_000, 4_000 + text.length * 60 + (action === null ? 0 : 4_000));
}
