/** What checkers see of a socket. */
export interface SocketSpy {
  /** @returns what goes along with the text, unseen by the programs */
  sends(text: string): unknown;
  /** Called around `handle`, by which the program takes the text. */
  receives(text: string, tag: unknown, handle: () => void): void;
  /** The program has ended it, or has heard that it is over. Perhaps more than once. */
  closed?(): void;
}
