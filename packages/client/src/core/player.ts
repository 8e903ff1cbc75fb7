/** What a player says about itself. Times in seconds. */
export interface PlayerSample {
  readonly position: number;
  /** `null` when unknown or endless. */
  readonly duration: number | null;
  readonly rate: number;
  readonly paused: boolean;
  readonly seeking: boolean;
  /** It has nothing to show right now and waits for data. */
  readonly stalled: boolean;
  /** What is broadcast is followed at its own edge: its positions are of this player alone. */
  readonly isLive?: boolean;
}

export type PlayerCommand =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'seek'; readonly to: number }
  | { readonly kind: 'rate'; readonly rate: number };
