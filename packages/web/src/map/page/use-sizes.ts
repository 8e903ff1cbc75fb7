import { useMemo } from 'react';
import { useLanguage } from '../../i18n/use-words.ts';

const UNITS = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** Bytes and milliseconds as the page's language writes them. */
export function useSizes() {
  const language = useLanguage();
  return useMemo(() => {
    const write = (unit: string, value: number) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: value < 10 ? 1 : 0,
      }).format(value);
    return {
      bytes: (value: number): string => {
        const step = value < 1e6 ? 1 : Math.min(UNITS.length, Math.floor(Math.log10(value) / 3));
        return write(UNITS[step - 1] ?? 'kilobyte', value / 1000 ** step);
      },
      milliseconds: (value: number) => write('millisecond', value),
    };
  }, [language]);
}
