/** What a feed needs of a browser's `EventSource`. */
export interface EventStream extends Pick<EventSource, 'close' | 'readyState' | 'CLOSED'> {
  addEventListener(type: 'message' | 'error', listener: (event: Event) => void): void;
}

export type OpenEventStream = (path: string) => EventStream;

export const openEventStream: OpenEventStream = (path) => new EventSource(path);
