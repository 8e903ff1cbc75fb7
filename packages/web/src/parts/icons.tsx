const PATHS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  skip: 'M5 5v14l9-7zM16 5h3v14h-3z',
  volume: 'M4 9v6h4l5 4V5L8 9zM16 8.5a5 5 0 0 1 0 7M18.5 6a8.5 8.5 0 0 1 0 12',
  volumeLow: 'M4 9v6h4l5 4V5L8 9zM16 8.5a5 5 0 0 1 0 7',
  muted: 'M4 9v6h4l5 4V5L8 9zM16.5 9.5l5 5M21.5 9.5l-5 5',
  fullscreen: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  leaveFullscreen: 'M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5',
  theatre:
    'M3 6.5A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5zM3 15h18',
  pictureInPicture:
    'M10 19H4.5A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5V11M13 14h8v5h-8z',
  captions:
    'M3 6.5A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5zM10.5 10.5a2 2 0 1 0 0 3M17 10.5a2 2 0 1 0 0 3',
  speed: 'M12 13l4-4M4.5 18a9 9 0 1 1 15 0',
  remove: 'M6 6l12 12M18 6L6 18',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18 13.8a6.5 6.5 0 0 1 3.5 5.7',
  chat: 'M4 18.5V6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v8a1.5 1.5 0 0 1-1.5 1.5H8z',
  queue: 'M4 6h16M4 11h10M4 16h7M16 13v6l5-3z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  copy: 'M9 9.5A1.5 1.5 0 0 1 10.5 8h8A1.5 1.5 0 0 1 20 9.5v8a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 9 17.5zM5.5 15.5A1.5 1.5 0 0 1 4 14V6.5A1.5 1.5 0 0 1 5.5 5H13a1.5 1.5 0 0 1 1.5 1.5',
  share: 'M12 15V4M8 7.5L12 4l4 3.5M5 12v6.5A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5V12',
  add: 'M12 5v14M5 12h14',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  chevron: 'M7 10l5 5 5-5',
  drag: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  vote: 'M12 4l7 8h-4v7H9v-7H5z',
  shuffle:
    'M4 7h3c5 0 5 10 10 10h3M4 17h3c2 0 3.2-1.5 4.2-3.4M14 9.4C14.8 8 15.6 7 17 7h3M17.5 4.500L20 7l-2.5 2.500M17.5 14.500L20 17l-2.5 2.5',
  trim: 'M6 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 8.200L20 18M8 15.800L20 6',
  film: 'M3 6.5A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5zM7.5 5v14M16.5 5v14M3 9.500h4.500M3 14.500h4.500M16.5 9.500H21M16.5 14.500H21',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c5 5 5 13 0 18-5-5-5-13 0-18z',
  warning: 'M12 4l9 16H3zM12 10v4.500M12 17.200h.01',
  send: 'M4 12L20 4.500 14.5 20l-3-6.500zM11.5 13.500L20 4.500',
  next: 'M4 7h10M4 12h6M4 17h6M15 17V8M11.500 11L15 7.500l3.500 3.500',
  download:
    'M12 4v11M8 11.500l4 3.500 4-3.500M5 16v2.500A1.5 1.5 0 0 0 6.500 20h11a1.5 1.5 0 0 0 1.500-1.500V16',
  upload: 'M12 15V4M8 7.500L12 4l4 3.500M5 16v2.500A1.5 1.5 0 0 0 6.500 20h11a1.5 1.5 0 0 0 1.500-1.500V16',
  leave: 'M10 4H6.500A1.500 1.500 0 0 0 5 5.500v13A1.500 1.500 0 0 0 6.500 20H10M14 8l4 4-4 4M18 12H9',
  help: 'M9 9.200a3 3 0 1 1 4.6 2.500c-1 .7-1.6 1.3-1.6 2.500M12 17.500h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
} as const;

export type IconName = keyof typeof PATHS;

const FILLED: ReadonlySet<IconName> = new Set(['play', 'pause', 'skip']);

/** A picture beside a name: screen readers pass over it. */
export function Icon({
  name,
  className = 'size-5',
}: {
  readonly name: IconName;
  readonly className?: string;
}) {
  const isFilled = FILLED.has(name);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
      fill={isFilled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={isFilled ? 0 : name === 'more' || name === 'drag' ? 2.75 : 1.9}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
