const GUESS_S = 0.1;
const MAX_S = 2;
/** A player found further beyond where its seek landed has played for too long to tell how long the seek took. */
const TELLING_S = 1;

/** How long one player's seeks take, learned from each of them (WEB-3). Seconds, unless the name says otherwise. */
export class SeekLatency {
  #seconds = GUESS_S;
  /** Where a seek in a running video lands; playback beyond it tells how long the seek took. */
  #landing: number | null = null;
  /** When a standing player was told to seek, until it has done so. */
  #standingSinceMs: number | null = null;

  /** From the command until the picture is there. */
  get seconds(): number {
    return this.#seconds;
  }

  /** A running player has been told to seek to `landing`. */
  seekRunning(landing: number): void {
    this.#landing = landing;
    this.#standingSinceMs = null;
  }

  /** A standing player has been told to seek. */
  seekStanding(now: number): void {
    this.#landing = null;
    this.#standingSinceMs = now;
  }

  /** The player is not seeking any more. */
  sought(now: number): void {
    if (this.#standingSinceMs === null) return;
    const took = (now - this.#standingSinceMs) / 1000;
    this.#learn((took - this.#seconds) / 2);
    this.#standingSinceMs = null;
  }

  /** The player runs at `position`, and is `late` behind the room. Late after a seek: it took longer than thought. Early: shorter. */
  running(position: number, late: number): void {
    if (this.#landing === null || position <= this.#landing) return;
    if (position - this.#landing < TELLING_S) this.#learn(late / 2);
    this.#landing = null;
  }

  #learn(change: number): void {
    this.#seconds = Math.min(MAX_S, Math.max(0, this.#seconds + change));
  }
}
