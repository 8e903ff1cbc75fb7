import { fixedChanges, type Logger } from '@usher/kit/runtime';
import type { MonolithSections } from './main.ts';

/** What takes effect without a restart (BAL-33). The runtime keeps the other limits while it listens. */
const RELOADABLE = [
  'log_level',
  'monolith.api_key',
  'monolith.rate_limit',
  'monolith.allowed_origins',
  'monolith.shutdown',
  ...[
    'messages_per_second',
    'messages_burst',
    'clients',
    'clients_per_ip',
    'unauthenticated',
    'handshakes_per_second',
    'client_ping',
    'client_silence',
    'client_queue',
    'client_queues',
  ].map((limit) => `monolith.limits.${limit}`),
];

/** Says in the log what has changed and waits for a restart. */
export function sayWhatStays(before: MonolithSections, after: MonolithSections, log: Logger): void {
  for (const option of fixedChanges(sectionsOf(before), sectionsOf(after), RELOADABLE))
    log.warn({ option }, 'this option cannot be changed while running: restart the Monolith');
}

/** Those of other roles do not matter here. */
const sectionsOf = ({ region, log_level, link, monolith }: MonolithSections) => ({
  region,
  log_level,
  link,
  monolith,
});
