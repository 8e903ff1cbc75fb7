import { useEffect, useEffectEvent, useId, useRef, type KeyboardEvent } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Tooltip } from '../../parts/tooltip.tsx';
import { seekKeyTarget } from './seek-keys.ts';

interface SeekInputProps {
  /** Seconds. */
  readonly value: number;
  readonly duration: number;
  /** Why it cannot be moved now: it can still be reached, and says so (WEB-13). */
  readonly blocked: string | null;
  readonly onHold: (to: number) => void;
  /** It is not held any more; if it is elsewhere then, `onSeek` follows. */
  readonly onLetGo: () => void;
  readonly onSeek: (to: number) => void;
}

/** The browser's own slider, under what is painted. React's `onChange` is its `input`; only a native `change` tells that it was let go. */
export function SeekInput({ value, duration, blocked, onHold, onLetGo, onSeek }: SeekInputProps) {
  const words = useWords('player');
  const format = useFormat();
  const reasonId = useId();
  const input = useRef<HTMLInputElement>(null);
  // The browser moves a slider whatever we say of it, until React puts it back.
  const seek = useEffectEvent((to: number) => {
    if (blocked === null) onSeek(to);
  });

  useEffect(() => {
    const element = input.current;
    const onChange = () => element && seek(element.valueAsNumber);
    element?.addEventListener('change', onChange);
    return () => element?.removeEventListener('change', onChange);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    const to = seekKeyTarget(event.key, value, duration);
    if (to === null) return;
    event.preventDefault();
    if (blocked === null) onSeek(to);
  }

  return (
    <>
      <Tooltip text={blocked} opensOnPress>
        <input
          ref={input}
          type="range"
          min={0}
          max={duration}
          step={0.1}
          value={value}
          aria-label={words('seek')}
          aria-valuetext={words('seekValue', {
            position: format.duration(value),
            duration: format.duration(duration),
          })}
          aria-disabled={blocked !== null}
          aria-describedby={blocked === null ? undefined : reasonId}
          onChange={({ target }) => {
            if (blocked === null) onHold(target.valueAsNumber);
          }}
          onPointerUp={onLetGo}
          onPointerCancel={onLetGo}
          onBlur={onLetGo}
          onKeyDown={onKeyDown}
        />
      </Tooltip>
      {blocked !== null && (
        <span id={reasonId} className="sr-only">
          {blocked}
        </span>
      )}
    </>
  );
}
