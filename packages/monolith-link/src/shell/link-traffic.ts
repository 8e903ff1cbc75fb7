/** What has gone over the links so far, each way. */
export class LinkTraffic {
  readonly fromBalancers = { messages: 0, bytes: 0 };
  readonly toBalancers = { messages: 0, bytes: 0 };

  received(frame: string): void {
    this.fromBalancers.messages++;
    this.fromBalancers.bytes += Buffer.byteLength(frame);
  }

  sent(frame: string): void {
    this.toBalancers.messages++;
    this.toBalancers.bytes += Buffer.byteLength(frame);
  }
}
