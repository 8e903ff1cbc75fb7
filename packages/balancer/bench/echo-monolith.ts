import { SeedMonolith } from '@usher/harness/fakes';

/** A Monolith that answers `{"action":"ping"}` to the client that sent it, counts the rest, and keeps nothing. */
export class EchoMonolith extends SeedMonolith {
  heardCount = 0;
  joinCount = 0;

  protected override heard(...[{ json }, from]: Parameters<SeedMonolith['heard']>): void {
    this.heardCount++;
    const { room, id, message } = json;
    if ((message?.['request'] as { type?: number } | undefined)?.type === 0) this.joinCount++;
    if (message?.['action'] === 'ping') from.send(JSON.stringify({ room, id, message }));
  }
}
