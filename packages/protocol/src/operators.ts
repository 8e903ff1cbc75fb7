/** What operators are told on a Balancer's own port, and who reads it: the live map, the harness (BAL-30). Types only. */
export type { Figures, LinkFigures, MonolithFigures } from './operators/figures.ts';
export type { DroppedEvents, FollowedEvent, OperatorEvent } from './operators/operator-event.ts';
export type { FullStateReport, MonolithReport, RoomReport, StateReport } from './operators/state-report.ts';
