import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
}

/** What stands where nothing is: why, and what next. */
export function EmptyState({ title, children, icon, action }: EmptyStateProps) {
  return (
    <div className="border-line rounded-card flex flex-col items-center gap-2 border border-dashed px-5 py-8 text-center">
      {icon !== undefined && <span className="text-faint mb-1">{icon}</span>}
      <p className="font-medium">{title}</p>
      {children !== undefined && <p className="text-muted max-w-sm text-sm">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
