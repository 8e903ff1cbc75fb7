/** Lines that a failing seed shows: the last of all, and the last about the room in question. */
const LINES_KEPT = 300;
const ROOM_LINES_KEPT = 80;

/** What happened, bounded; `hash` is of all of it, so that two runs can be compared. */
export class EventLog {
  readonly #lines: string[] = [];
  readonly #byRoom = new Map<string, string[]>();
  readonly #now: () => number;
  /** When an event was, as a number: to write out its digits takes longer than the rest. */
  readonly #moment = new Float64Array(1);
  #hash = 0;
  #count = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  get hash(): string {
    return `${this.#count}-${this.#hash.toString(16)}`;
  }

  /** Notes what `who` did, or what was done to it. */
  note(who: string, what: string, room: string | null = null): void {
    const line = `${this.#now().toFixed(3).padStart(11)}  ${who.padEnd(4)} ${what}`;
    this.#count++;
    this.#hash = Bun.hash.crc32(line, this.#hash);
    keep(this.#lines, line, LINES_KEPT);
    if (room === null) return;
    let lines = this.#byRoom.get(room);
    if (lines === undefined) this.#byRoom.set(room, (lines = []));
    keep(lines, line, ROOM_LINES_KEPT);
  }

  /** Something too frequent for a line arrives at `who`; it counts all the same. */
  mix(who: string, what: string): void {
    this.#count++;
    this.#moment[0] = this.#now();
    this.#hash = Bun.hash.crc32(`${who} ${what}`, Bun.hash.crc32(this.#moment, this.#hash));
  }

  /** For people: the room's history, then the end of everything. */
  report(room: string | null): string {
    const history =
      room === null ? [] : [`-- room ${room}`, ...last(this.#byRoom.get(room) ?? [], ROOM_LINES_KEPT)];
    return [...history, `-- the last of ${this.#count} events`, ...last(this.#lines, LINES_KEPT)].join('\n');
  }
}

function keep(lines: string[], line: string, max: number): void {
  lines.push(line);
  if (lines.length > 2 * max) lines.splice(0, lines.length - max);
}

const last = (lines: readonly string[], max: number): readonly string[] => lines.slice(-max);
