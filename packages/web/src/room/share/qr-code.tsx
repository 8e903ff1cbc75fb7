import createQrCode from 'qrcode-generator';
import { useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';

/** Cameras need light around the code, in a dark theme as well. */
const MARGIN = 3;

/** `text` for a phone's camera. */
export function QrCode({ text }: { readonly text: string }) {
  const words = useWords('room');
  const { path, size } = useMemo(() => draw(text), [text]);
  return (
    <svg
      role="img"
      aria-label={words('qrLabel')}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 rounded-lg bg-white text-black forced-color-adjust-none"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}

function draw(text: string): { path: string; size: number } {
  const code = createQrCode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const squares = Array.from(
    { length: count * count },
    (_, index) => [Math.floor(index / count), index % count] as const,
  )
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`);
  return { path: squares.join(''), size: count + 2 * MARGIN };
}
