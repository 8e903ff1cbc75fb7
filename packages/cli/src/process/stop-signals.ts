import { realClock } from '@usher/kit/runtime';

/** Ctrl-C often arrives twice, from the terminal and from a parent process that passes it on. */
const SECOND_SIGNAL_AFTER_MS = 1000;

/** Calls `stop` at the first SIGINT or SIGTERM, and `force` when another comes at least a second later (BAL-32). */
export function onStopSignals({ stop, force }: { stop: () => void; force: () => void }): void {
  let firstAt: number | null = null;
  const handle = () => {
    const now = realClock.now();
    if (firstAt === null) {
      firstAt = now;
      stop();
    } else if (now - firstAt >= SECOND_SIGNAL_AFTER_MS) {
      force();
    }
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
}
