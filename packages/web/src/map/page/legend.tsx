import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';

/** What the signs mean. */
export function Legend() {
  const words = useWords('map');
  const rows: readonly (readonly [ReactNode, string])[] = [
    [
      <path key="s" d="M12 4l8 8-8 8-8-8z" className="fill-raised stroke-accent" strokeWidth="2" />,
      words('legendBalancer'),
    ],
    [
      <circle key="s" cx="12" cy="12" r="9" className="fill-ground stroke-edge" strokeWidth="1.5" />,
      words('legendMonolith'),
    ],
    [
      <circle
        key="s"
        cx="12"
        cy="12"
        r="9"
        className="stroke-accent fill-none"
        strokeWidth="2"
        strokeDasharray="4 3"
      />,
      words('legendDraining'),
    ],
    [
      <circle key="s" cx="12" cy="12" r="7" className="fill-accent stroke-accent" fillOpacity="0.6" />,
      words('legendRoom'),
    ],
    [
      <circle key="s" cx="12" cy="12" r="7" className="fill-muted stroke-muted" fillOpacity="0.2" />,
      words('legendEmpty'),
    ],
    [
      <circle key="s" cx="12" cy="12" r="7" className="stroke-muted fill-none" strokeDasharray="2.5 2.5" />,
      words('legendPlaced'),
    ],
    [
      <circle
        key="s"
        cx="12"
        cy="12"
        r="7"
        className="fill-danger stroke-danger"
        fillOpacity="0.42"
        strokeWidth="2"
      />,
      words('legendWaiting'),
    ],
    [<circle key="s" cx="12" cy="12" r="3" className="fill-text" />, words('legendUp')],
    [<circle key="s" cx="12" cy="12" r="3" className="fill-accent" />, words('legendDown')],
    [<path key="s" d="M2 12h20" className="stroke-danger" strokeWidth="4" />, words('legendCongested')],
  ];
  return (
    <ul className="flex flex-col gap-2.5 p-4 text-sm">
      {rows.map(([sign, text]) => (
        <li key={text} className="flex items-center gap-3">
          <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 shrink-0">
            {sign}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}
