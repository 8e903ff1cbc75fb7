/** What one client has asked and is not answered yet. Answers come in order, and all are equally long. */
export class OpenQuestions {
  readonly #answerBytes: number;
  readonly #dueAt: number[] = [];
  #receivedBytes = 0;

  constructor(answerBytes: number) {
    this.#answerBytes = answerBytes;
  }

  /** It asks; `dueAt` is when it should have done so, which may be a while ago. */
  ask(dueAt: number): void {
    this.#dueAt.push(dueAt);
  }

  /**
   * So many bytes have come.
   * @returns of each answer that is complete with them, how long it took, counted from when its question was *due*: a stall counts in full, for
   * each question that it has held up (no coordinated omission)
   */
  receive(bytes: number, now: number): number[] {
    this.#receivedBytes += bytes;
    const complete = Math.floor(this.#receivedBytes / this.#answerBytes);
    this.#receivedBytes -= complete * this.#answerBytes;
    return this.#dueAt.splice(0, complete).map((dueAt) => now - dueAt);
  }
}
