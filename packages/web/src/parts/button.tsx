import { useId, type ComponentProps, type ReactNode } from 'react';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

const LOOKS = {
  primary: 'bg-accent-fill text-on-accent-fill font-semibold hover:bg-accent-fill-strong px-4',
  secondary: 'bg-raised text-text border border-line hover:border-edge px-4',
  quiet: 'text-text hover:bg-raised px-3',
  danger: 'bg-danger text-on-danger font-semibold hover:bg-danger-strong px-4',
  icon: 'text-text hover:bg-raised w-10 touch:w-11',
} as const;

/** What else a trigger of a menu, for example, adds to it goes to the `<button>`. */
export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'title'> {
  readonly children: ReactNode;
  readonly look?: keyof typeof LOOKS;
  /** The name, where the content is no text; it is shown as a tooltip. */
  readonly label?: string;
  /** Why it cannot be used now: it can still be reached, and says so (WEB-13). */
  readonly blocked?: string | null;
  /** It is being done. */
  readonly pending?: boolean;
  /** Whether what it stands for is on. */
  readonly pressed?: boolean;
  /** Whether what it opens is open. */
  readonly expanded?: boolean;
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
}

export function Button({
  children,
  look = 'secondary',
  label,
  blocked = null,
  pending = false,
  pressed,
  expanded,
  type = 'button',
  className = '',
  onPress,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const isIdle = blocked === null && !pending;
  return (
    <Tooltip text={blocked ?? label ?? null} opensOnPress={blocked !== null}>
      <button
        {...(isIdle ? rest : withoutHandlers(rest))}
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        aria-expanded={expanded ?? rest['aria-expanded']}
        aria-busy={pending || undefined}
        // Not `disabled`: whoever cannot press it must be able to get there to learn why.
        aria-disabled={!isIdle || undefined}
        aria-describedby={blocked === null ? rest['aria-describedby'] : reasonId}
        onKeyDown={(event) => {
          // Enter that is held presses once, as the space bar does.
          if (event.key === 'Enter' && event.repeat) event.preventDefault();
          else if (isIdle) rest.onKeyDown?.(event);
        }}
        onClick={(event) => {
          if (isIdle) {
            rest.onClick?.(event);
            onPress?.();
          } else {
            // Nor does Enter in one of its form's fields submit it.
            event.preventDefault();
          }
        }}
        className={`control ${LOOKS[look]} ${className}`}
      >
        {children}
        {pending && <Spinner />}
      </button>
      {blocked !== null && (
        <span id={reasonId} className="sr-only">
          {blocked}
        </span>
      )}
    </Tooltip>
  );
}

function withoutHandlers<T extends object>(props: T): Partial<T> {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !/^on[A-Z]/.test(name))) as Partial<T>;
}
