import { GateCounts } from '@usher/client-gate';
import { RoomActivity } from './room-activity.ts';

/** Plain numbers, counted where they happen and read by the metrics. */
export class Traffic extends GateCounts {
  messagesFromClients = 0;
  bytesFromClients = 0;
  unicasts = 0;
  broadcasts = 0;
  bytesFromMonoliths = 0;
  linkErrors = 0;
  /** Times that a link had too much unsent (LNK-50). */
  congestions = 0;
  unauthorizedMonoliths = 0;
  /** Attempts to find Monoliths that gave no list, by method (BAL-1). */
  readonly discoveryErrors = new Map<string, number>();
  /** What was dropped on the way, by kind (LNK-23). */
  readonly drops = new Map<string, number>();
  /** What happened to clients, rooms and links, by the kind of the operators' event. */
  readonly events = new Map<string, number>();
  readonly rooms = new RoomActivity();

  discoveryFailed(method: string): void {
    this.discoveryErrors.set(method, (this.discoveryErrors.get(method) ?? 0) + 1);
  }

  drop(kind: string): void {
    this.drops.set(kind, (this.drops.get(kind) ?? 0) + 1);
  }

  event(kind: string): void {
    this.events.set(kind, (this.events.get(kind) ?? 0) + 1);
  }
}
