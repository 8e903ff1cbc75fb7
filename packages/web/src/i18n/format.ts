import type { Language } from './languages.ts';

export interface Format {
  /** 12345 as "12,345". */
  readonly number: (value: number) => string;
  /** The time of the day, for people: "20:15". */
  readonly time: (at: Date) => string;
  /** A day: "Nov 23, 2026". */
  readonly date: (at: Date) => string;
  /** Seconds as one says them: "1 minute 20 seconds". */
  readonly duration: (seconds: number) => string;
  /** Names as a sentence has them: "Ann, Bob, and Cleo". */
  readonly list: (names: readonly string[]) => string;
}

const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

export function createFormat(language: Language): Format {
  const number = new Intl.NumberFormat(language);
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const list = new Intl.ListFormat(language);
  const spoken = new Intl.ListFormat(language, { type: 'unit', style: 'narrow' });
  const units = UNITS.map(([unit, size]) => ({
    size,
    format: new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }),
  }));

  return {
    number: (value) => number.format(value),
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    duration: (seconds) => {
      let left = Math.max(0, Math.floor(seconds));
      const parts = units.flatMap(({ size, format }) => {
        const value = Math.floor(left / size);
        left %= size;
        return value > 0 ? [format.format(value)] : [];
      });
      return parts.length > 0 ? spoken.format(parts) : (units.at(-1)?.format.format(0) ?? '0');
    },
    list: (names) => list.format(names),
  };
}
