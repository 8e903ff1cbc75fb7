import { useEffect, useEffectEvent, useRef, type CSSProperties } from 'react';

interface RangeProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly step: number;
  /** What a screen reader says for the value. */
  readonly valueText: string;
  readonly disabled?: boolean;
  /** While it is being moved. */
  readonly onMove: (value: number) => void;
  /** When it is let go, or moved by key. */
  readonly onCommit?: (value: number) => void;
}

/** A slider. React's `onChange` is the browser's `input`; only the native `change` tells that the thumb was let go. */
export function Range({ label, value, max, step, valueText, disabled, onMove, onCommit }: RangeProps) {
  const input = useRef<HTMLInputElement>(null);
  const commit = useEffectEvent((next: number) => onCommit?.(next));

  useEffect(() => {
    const element = input.current;
    const onChange = () => element && commit(element.valueAsNumber);
    element?.addEventListener('change', onChange);
    return () => element?.removeEventListener('change', onChange);
  }, []);

  const fill = { '--fill': `${max > 0 ? (Math.min(value, max) / max) * 100 : 0}%` } as CSSProperties;
  return (
    <input
      ref={input}
      type="range"
      className="range"
      style={fill}
      min={0}
      max={max}
      step={step}
      value={Math.min(value, max)}
      disabled={disabled}
      aria-label={label}
      aria-valuetext={valueText}
      onChange={({ target }) => onMove(target.valueAsNumber)}
    />
  );
}
