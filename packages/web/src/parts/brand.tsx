import { Link } from 'wouter';

export function Brand() {
  return (
    <Link
      href="/"
      aria-label="Usher, home"
      className="flex items-center gap-2 rounded-lg text-lg font-semibold tracking-tight"
    >
      <svg aria-hidden="true" viewBox="0 0 32 32" className="text-accent size-7">
        <path
          d="M9 8v9a7 7 0 0 0 14 0V8"
          fill="none"
          stroke="currentColor"
          strokeWidth="4"
          strokeLinecap="round"
        />
      </svg>
      Usher
    </Link>
  );
}
