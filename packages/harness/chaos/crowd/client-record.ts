/** What happened to one client during one step. Times are of the machine's clock, ms: they are compared between processes. */
export interface ClientRecord {
  readonly closes: { readonly at: number; readonly code: number; readonly origin: string }[];
  /** The room's whole state came: after a move, or after it has come back. */
  readonly served: {
    readonly at: number;
    /** When the first word was said that it had not heard by then; that moment, if it had heard all. */
    readonly unheardSince: number;
    readonly monolith: string;
  }[];
  /** Heard nobody. */
  readonly silences: { readonly from: number; readonly to: number }[];
  /** Joins and Leaves of others that it was told of, but for those who leave for good. */
  comings: number;
  /** When it tried to connect. */
  readonly attempts: number[];
  /** Tries to connect in vain. */
  refusals: number;
}
