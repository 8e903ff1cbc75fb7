import { HISTORY_SECONDS } from '../model/rates.ts';

const WIDTH = 120;
const HEIGHT = 34;

/** The last minute of a number as a curve from nothing to its highest; the number itself stands beside it in words. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const highest = Math.max(1e-9, ...values);
  const points = values.map((value, index) => {
    const x = ((HISTORY_SECONDS - values.length + index) / (HISTORY_SECONDS - 1)) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - 1 - (value / highest) * (HEIGHT - 4)).toFixed(1)}`;
  });
  const [first = '0'] = points[0]?.split(',') ?? [];
  return (
    <svg
      aria-hidden="true"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="text-accent"
    >
      {points.length > 1 && (
        <>
          <polygon
            points={`${first},${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`}
            fill="currentColor"
            opacity="0.14"
          />
          <polyline
            points={points.join(' ')}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
            strokeLinejoin="round"
          />
        </>
      )}
      <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--color-line)" />
    </svg>
  );
}
