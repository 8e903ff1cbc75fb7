import type { Clock } from '@usher/kit';
import { isObject, RequestType, type ServerMessage } from '@usher/protocol';
import { PlainHistogram } from './plain-histogram.ts';
import { SaveMeter } from './save-meter.ts';

const HANDLE_BOUNDS = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5];
const SYNC_BOUNDS = [256, 1024, 4096, 16_384, 65_536, 262_144];

/** Where what is no request of a known type is counted. */
const OTHER = Math.max(...Object.values(RequestType)) + 1;

/** What goes through the rooms: plain numbers, counted where it happens without allocating anything, and read by the metrics. */
export class RoomTraffic {
  /** From a message's arrival at its room until what it causes is written. */
  readonly handleSeconds = new PlainHistogram(HANDLE_BOUNDS);
  /** Characters of the `sync` messages, each counted once however many hear it. */
  readonly syncSizes = { full: new PlainHistogram(SYNC_BOUNDS), delta: new PlainHistogram(SYNC_BOUNDS) };
  readonly saves: SaveMeter;
  /** By request type; the last one counts all other messages. */
  readonly #said = new Float64Array(OTHER + 1);
  /** By request type and error code. */
  readonly #refused = new Map<number, Map<string, number>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.saves = new SaveMeter(clock);
  }

  now(): number {
    return this.#clock.now();
  }

  /** A client's message has been handled. */
  handled({ request }: Readonly<Record<string, unknown>>, arrivedAt: number): void {
    const type = indexOf(isObject(request) ? request['type'] : null);
    this.#said[type] = (this.#said[type] ?? 0) + 1;
    this.handleSeconds.observe((this.#clock.now() - arrivedAt) / 1000);
  }

  /** A room has said something; `text` is how it is written. */
  sent(message: ServerMessage, text: string): void {
    if (message.action === 'sync') {
      const isFull = 'clockId' in message; // MSG-20
      this.syncSizes[isFull ? 'full' : 'delta'].observe(text.length);
    } else if (message.action === 'error') this.#refuse(indexOf(message.request), message.code);
  }

  /** Requests of clients so far by type and outcome; one that waits for metadata counts as `ok` meanwhile. */
  *requests(): Iterable<{ type: string; outcome: string; count: number }> {
    for (const [name, type] of TYPES) {
      const refusals = this.#refused.get(type) ?? [];
      let ok = this.#said[type] ?? 0;
      for (const [outcome, count] of refusals) {
        ok -= count;
        yield { type: name, outcome, count };
      }
      yield { type: name, outcome: 'ok', count: Math.max(0, ok) };
    }
  }

  #refuse(type: number, code: string): void {
    const byCode = this.#refused.get(type) ?? new Map<string, number>();
    this.#refused.set(type, byCode.set(code, (byCode.get(code) ?? 0) + 1));
  }
}

const indexOf = (type: unknown): number =>
  typeof type === 'number' && Number.isInteger(type) && type >= 0 && type < OTHER ? type : OTHER;

const snakeCase = (name: string) => name.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

const TYPES: readonly (readonly [string, number])[] = [
  ...Object.entries(RequestType).map(([name, type]) => [snakeCase(name), type] as const),
  ['other', OTHER],
];
