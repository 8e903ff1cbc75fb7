import type { MapEvent } from '../../model/map-event.ts';
import type { EventStream } from '../event-stream.ts';

/** The other end of a feed's stream; for tests. */
class FakeStream extends EventTarget implements EventStream {
  readonly CLOSED = 2;
  readyState = 0;

  tell(...events: readonly MapEvent[]): void {
    for (const event of events)
      this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }));
  }

  /** Breaks off: the browser dials again by itself. */
  breakOff(): void {
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = this.CLOSED;
  }
}

/** Streams by their paths, the latest of each. */
export class FakeStreams extends Map<string, FakeStream> {
  readonly open = (path: string): FakeStream => {
    const stream = new FakeStream();
    this.set(path, stream);
    return stream;
  };

  to(path: string): FakeStream {
    const stream = this.get(path);
    if (stream === undefined) throw new Error(`nobody follows ${path}`);
    return stream;
  }
}
