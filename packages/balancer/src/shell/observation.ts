import type { Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { BalancerId } from '@usher/protocol';
import { fullStateReport, stateReport } from '../core/state-report.ts';
import { figuresReader } from './figures.ts';
import { addLimitMetrics } from './limit-metrics.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { Observer } from './observer.ts';
import { EventFeed, FIGURES_MS } from './operators/event-feed.ts';
import type { Switchboard } from './switchboard.ts';
import type { Traffic } from './traffic.ts';

export interface ObservationOptions {
  readonly id: BalancerId;
  readonly region: string;
  readonly switchboard: Pick<Switchboard, 'router' | 'clientSide' | 'links'>;
  readonly traffic: Traffic;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}

/** All that watches a Balancer and changes nothing: its metrics, and what operators see of it (BAL-30, BAL-31). */
export interface Observation {
  readonly metrics: Metrics;
  readonly events: EventFeed;
  readonly observer: Observer;
  readonly state: () => ReturnType<typeof stateReport>;
  /** With every client. */
  readonly fullState: () => ReturnType<typeof fullStateReport>;
}

export function createObservation(options: ObservationOptions): Observation {
  const { switchboard, traffic, clock, timers, log } = options;
  const { router, clientSide: clients, links } = switchboard;
  const metrics = createMetrics(router, traffic);
  addLimitMetrics(metrics.registry, { router, clients, links, traffic });
  const fullState = () => fullStateReport(options, router);
  const events = new EventFeed({
    timers,
    wallClock: () => new Date(),
    followed: {
      state: fullState,
      figures: figuresReader({ router, clients, links, traffic, clock }, FIGURES_MS),
      watch: traffic.rooms.watch.bind(traffic.rooms),
    },
  });
  const paused = (seconds: number) => metrics.pauseSeconds.observe(seconds);
  const observer = new Observer({ router, feed: events, traffic, log, clock, paused });
  return { metrics, events, observer, state: () => stateReport(options, router), fullState };
}
