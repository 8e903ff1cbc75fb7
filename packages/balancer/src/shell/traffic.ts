/** Plain numbers, counted where they happen and read by the metrics. */
export class Traffic {
  messagesFromClients = 0;
  bytesFromClients = 0;
  unicasts = 0;
  broadcasts = 0;
  bytesFromMonoliths = 0;
  linkErrors = 0;
  /** Times that a client was over its rate and not read for a while (CON-5). */
  slowedDown = 0;
  /** Times that a link had too much unsent (LNK-50). */
  congestions = 0;
  /** Unsent bytes over all clients, as last swept (LNK-51). */
  unsentToClients = 0;
  /** Clients that were terminated because nothing came from them (CON-6). */
  silentClients = 0;
  unauthorizedMonoliths = 0;
  /** Attempts to find Monoliths that gave no list, by method (BAL-1). */
  readonly discoveryErrors = new Map<string, number>();
  /** What was dropped on the way, by kind (LNK-23). */
  readonly drops = new Map<string, number>();
  /** Clients' sockets closed by this Balancer, by code. */
  readonly closes = new Map<number, number>();
  /** What happened to clients, rooms and links, by the kind of the operators' event. */
  readonly events = new Map<string, number>();

  /** Connections that were refused, by what they would have exceeded (CON-5, CON-8). */
  readonly refusals = new Map<string, number>();
  /** Clients cut off because they did not read, by the limit (LNK-51). */
  readonly slowConsumers = new Map<string, number>();

  refused(limit: string): void {
    this.refusals.set(limit, (this.refusals.get(limit) ?? 0) + 1);
  }

  slowConsumer(limit: string): void {
    this.slowConsumers.set(limit, (this.slowConsumers.get(limit) ?? 0) + 1);
  }

  discoveryFailed(method: string): void {
    this.discoveryErrors.set(method, (this.discoveryErrors.get(method) ?? 0) + 1);
  }

  drop(kind: string): void {
    this.drops.set(kind, (this.drops.get(kind) ?? 0) + 1);
  }

  closed(code: number): void {
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
  }

  event(kind: string): void {
    this.events.set(kind, (this.events.get(kind) ?? 0) + 1);
  }
}
