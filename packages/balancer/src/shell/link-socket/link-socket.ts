/** One WebSocket to a Monolith. */
export interface LinkSocket {
  /** Bytes that the system has not taken yet. */
  readonly unsentBytes: number;
  send(text: string): void;
  ping(): void;
  /** Says goodbye after what was sent before, and waits for the other side to say it too. */
  close(code: number, reason: string): void;
  /** Ends the connection at once, if it is not over. */
  terminate(): void;
}

export interface LinkSocketEvents {
  readonly opened: () => void;
  /** `null`: it was binary. */
  readonly message: (text: string | null) => void;
  readonly ping: () => void;
  readonly pong: () => void;
  /** The system has been offered what was to be sent; so much it did not take. */
  readonly written: (unsentBytes: number) => void;
  /** The connection is over, whoever ended it; also when there never was one. Once, and nothing after it. */
  readonly closed: () => void;
}

/** Opens a WebSocket to a Monolith, with these headers on its upgrade request. */
export type OpenLinkSocket = (
  url: string,
  headers: Readonly<Record<string, string>>,
  events: LinkSocketEvents,
) => LinkSocket;
