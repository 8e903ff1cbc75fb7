/** Plain numbers, counted where they happen and read by the metrics. */
export class Traffic {
  messagesFromClients = 0;
  charactersFromClients = 0;
  unicasts = 0;
  broadcasts = 0;
  charactersFromMonoliths = 0;
  linkErrors = 0;
  linksEstablished = 0;
  linksLost = 0;
  unauthorizedMonoliths = 0;
  /** What was dropped on the way, by kind (LNK-23). */
  readonly drops = new Map<string, number>();
  /** Clients' sockets closed by this Balancer, by code. */
  readonly closes = new Map<number, number>();
  /** Proxied requests, by status. */
  readonly requests = new Map<number, number>();

  drop(kind: string): void {
    this.drops.set(kind, (this.drops.get(kind) ?? 0) + 1);
  }

  closed(code: number): void {
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
  }

  request(status: number): void {
    this.requests.set(status, (this.requests.get(status) ?? 0) + 1);
  }
}
