import { Ear } from './ear.ts';
import { firstDisagreement } from './same-order.ts';
import { readWord, wordText } from './word.ts';

/** What went wrong in rooms, as counts; `lost` is not always wrong. */
export interface Tally {
  /** Messages that somebody who was there has not heard. */
  readonly lost: number;
  readonly doubled: number;
  /** Heard after a later one of the same voice. */
  readonly reordered: number;
  /** Heard in a room where it was not said, or not said at all. */
  readonly stray: number;
  /** Pairs of listeners who heard the room's messages in different order. */
  readonly disagreements: number;
}

type Mistake = 'doubled' | 'reordered' | 'stray';

const EXAMPLES_MAX = 5;

/** The chat of one room during one step: who said what, and who heard it. Pure; ids of participants are never used again. */
export class Conversation {
  /** The first mistakes, for people. */
  readonly examples: string[] = [];
  readonly #room: string;
  readonly #said = new Map<string, number>();
  /** Voice → when it said each of its words. */
  readonly #saidAt = new Map<string, number[]>();
  readonly #present = new Set<string>();
  readonly #ears = new Map<string, Ear>();
  readonly #mistakes: Record<Mistake, number> = { doubled: 0, reordered: 0, stray: 0 };

  constructor(room: string) {
    this.#room = room;
  }

  /** Somebody is in the room now: what is said from here on must be heard. */
  enters(id: string): void {
    this.#ears.set(id, new Ear(new Map(this.#said)));
    this.#said.set(id, 0);
    this.#present.add(id);
  }

  leaves(id: string): void {
    this.#present.delete(id);
  }

  /** The text of the next message; `now` in ms of any clock. */
  says(id: string, now: number): string {
    const times = this.#saidAt.get(id) ?? [];
    const number = times.push(now);
    this.#saidAt.set(id, times);
    this.#said.set(id, number);
    return wordText({ room: this.#room, voice: id, number });
  }

  hears(id: string, text: string): void {
    const word = readWord(text);
    if (word === null || word.room !== this.#room || word.number > (this.#said.get(word.voice) ?? 0))
      return this.#mistake('stray', id, text);
    const outcome = this.#ears.get(id)?.hear(word.voice, word.number) ?? 'in-order';
    if (outcome !== 'in-order') this.#mistake(outcome, id, text);
  }

  /** When the first word was said that this listener has still to hear; `null`: it has heard all. */
  unheardSince(id: string): number | null {
    const ear = this.#ears.get(id);
    const waiting = [...this.#saidAt].flatMap(([voice, times]) => times[ear?.lastOf(voice) ?? 0] ?? []);
    return waiting.length === 0 ? null : Math.min(...waiting);
  }

  /** Whether everyone who is there has heard the last words of all who are there. */
  isSettled(): boolean {
    return [...this.#present].every((listener) =>
      [...this.#present].every((voice) => this.#ears.get(listener)?.lastOf(voice) === this.#said.get(voice)),
    );
  }

  tally(): Tally {
    return { ...this.#mistakes, lost: this.#lost().size, disagreements: this.#disagreements() };
  }

  /** Of those who have left, only what they passed over counts: nobody knows when they stopped hearing. */
  #lost(): Set<string> {
    const lost = new Set<string>();
    for (const [id, ear] of this.#ears) {
      for (const { voice, number } of ear.missing()) lost.add(`${voice} ${number}`);
      if (!this.#present.has(id)) continue;
      for (const [voice, said] of this.#said)
        for (let number = ear.lastOf(voice) + 1; number <= said; number++) lost.add(`${voice} ${number}`);
    }
    return lost;
  }

  #disagreements(): number {
    const ears = [...this.#ears.values()].map(({ heard }) => heard);
    return ears
      .flatMap((one, index) => ears.slice(index + 1).map((other) => firstDisagreement(one, other)))
      .filter((word) => word !== null).length;
  }

  #mistake(kind: Mistake, listener: string, text: string): void {
    this.#mistakes[kind]++;
    if (this.examples.length < EXAMPLES_MAX)
      this.examples.push(`${kind}: ${listener} in ${this.#room} heard "${text}"`);
  }
}
