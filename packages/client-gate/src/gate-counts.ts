/** What limits have cost so far: plain numbers, counted where they happen and read by the metrics. */
export class GateCounts {
  /** Times that a client was over its rate and not read for a while (CON-5). */
  slowedDown = 0;
  /** Clients that were terminated because nothing came from them (CON-6). */
  silentClients = 0;
  /** Unsent bytes over all clients, as last swept (LNK-51). */
  unsentToClients = 0;
  /** Clients' sockets closed by this process, by code. */
  readonly closes = new Map<number, number>();
  /** Connections and requests that were refused, by what they would have exceeded (CON-5, CON-8). */
  readonly refusals = new Map<string, number>();
  /** Clients cut off because they did not read, by the limit (LNK-51). */
  readonly slowConsumers = new Map<string, number>();

  refused(limit: string): void {
    this.refusals.set(limit, (this.refusals.get(limit) ?? 0) + 1);
  }

  slowConsumer(limit: string): void {
    this.slowConsumers.set(limit, (this.slowConsumers.get(limit) ?? 0) + 1);
  }

  closed(code: number): void {
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
  }
}
