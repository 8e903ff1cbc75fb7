import { metricsAdder } from '@usher/client-gate';
import type { MonolithLink } from '@usher/monolith-link';
import { Counter, Gauge, type Registry } from 'prom-client';

/**
 * The links to Balancers (LNK-3, LNK-50). Counters begin anew with the Monolith's session.
 * @param link `null`: there is none now
 */
export function addLinkMetrics(registry: Registry, prefix: string, link: () => MonolithLink | null): void {
  const add = metricsAdder(registry, prefix);
  const one = (read: (link: MonolithLink) => number) => () => {
    const now = link();
    return { '': now === null ? 0 : read(now) };
  };
  const eachWay = (what: 'messages' | 'bytes') => (): Record<string, number> => {
    const traffic = link()?.traffic;
    return {
      from_balancers: traffic?.fromBalancers[what] ?? 0,
      to_balancers: traffic?.toBalancers[what] ?? 0,
    };
  };
  add(
    Gauge,
    'balancers',
    'Balancers with an established link',
    null,
    one((now) => now.balancers().length),
  );
  add(
    Gauge,
    'link_unsent_bytes',
    'Bytes that wait for Balancers to read them',
    null,
    one((now) => now.unsentBytes),
  );
  add(Counter, 'link_messages_total', 'Frames of the links, by direction', 'direction', eachWay('messages'));
  add(Counter, 'link_bytes_total', 'Bytes of the links’ frames, by direction', 'direction', eachWay('bytes'));
  add(
    Counter,
    'link_errors_total',
    'Protocol errors of Balancers',
    null,
    one(({ counters }) => counters.protocolErrors),
  );
  add(
    Counter,
    'link_late_messages_total',
    'Messages of clients that had not joined, or had left',
    null,
    one(({ counters }) => counters.unknownClient),
  );
  add(
    Counter,
    'links_replaced_total',
    'Links that gave way to a newer one of the same Balancer',
    null,
    one(({ counters }) => counters.replaced),
  );
  add(
    Counter,
    'delayed_joins_total',
    'Joins that waited because their Balancer was behind with reading',
    null,
    one(({ counters }) => counters.delayedJoins),
  );
}
