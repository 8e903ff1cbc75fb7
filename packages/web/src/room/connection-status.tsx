import type { ConnectionState } from '@usher/client';
import { useClient, useConnection } from './room-context.ts';

/** WEB-14: said to screen readers as well, while the video goes on. */
export function ConnectionStatus() {
  const connection = useConnection(useClient());
  const isOpen = connection.state === 'open';
  return (
    <p
      role="status"
      className={`flex items-center gap-2 justify-self-end text-sm ${isOpen ? 'text-muted' : 'text-text'}`}
    >
      <span
        aria-hidden="true"
        className={`size-2 rounded-full ${isOpen ? 'bg-muted' : 'bg-accent animate-pulse'}`}
      />
      {statusText(connection)}
    </p>
  );
}

function statusText(connection: ConnectionState): string {
  if (connection.state === 'open') return 'Connected';
  const attempt = 'attempt' in connection ? connection.attempt : 0;
  return attempt === 0 ? 'Connecting…' : `Reconnecting… (attempt ${attempt})`;
}
