import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';

const LOOKS = {
  primary: 'bg-accent text-on-accent font-semibold hover:brightness-110 pressed:brightness-95 px-4',
  secondary: 'bg-raised text-text border border-line hover:border-muted px-4',
  quiet: 'text-text hover:bg-raised px-3',
  icon: 'text-text hover:bg-raised w-10',
} as const;

interface ButtonProps {
  readonly children: ReactNode;
  readonly look?: keyof typeof LOOKS;
  /** The name, where the content is no text. */
  readonly label?: string;
  /** Why it cannot be used now; it is disabled then (WEB-13). */
  readonly blocked?: string | null;
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
}

export function Button({
  children,
  look = 'secondary',
  label,
  blocked = null,
  type = 'button',
  onPress,
}: ButtonProps) {
  const button = (
    <AriaButton
      type={type}
      isDisabled={blocked !== null}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(onPress === undefined ? {} : { onPress })}
      className={`inline-flex h-10 shrink-0 cursor-pointer items-center justify-center gap-2 rounded-lg whitespace-nowrap transition disabled:cursor-not-allowed disabled:opacity-50 ${LOOKS[look]}`}
    >
      {children}
    </AriaButton>
  );
  // A disabled button shows no tooltip of its own.
  return blocked === null ? button : <span title={blocked}>{button}</span>;
}
