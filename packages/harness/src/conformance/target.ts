/** A site that the suite runs against, and in what it may rightly differ from other sites. */
export interface Target {
  /** Such as `http://127.0.0.1:8080`. Before the cases begin it may be empty. */
  readonly origin: string;
  /** Of administrators; `null`: not known, and what needs it is left out. */
  readonly apiKey: string | null;
  /** A Balancer is in front, which answers some requests itself (BAL-20, BAL-30). */
  readonly isBalanced: boolean;
  /** How long an empty room stays loaded (ROM-4); `null`: too long to wait for. */
  readonly unloadAfterMs: number | null;
  /** What the suite has seen of the site so far: see `coverage.ts`. */
  readonly seen: Set<string>;
}

export type TargetTraits = Omit<Target, 'origin' | 'seen'>;

/** Where clients of `room` connect. */
export const roomUrl = ({ origin }: Target, room: string): string =>
  `${origin.replace(/^http/, 'ws')}/api/room/${room}`;
