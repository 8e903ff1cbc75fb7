/** Events that wait for one reader; what comes beyond them is lost to it. */
const PENDING_MAX = 256;

/** One reader of events: what it has not taken yet is bounded. */
export class EventReader {
  readonly stream: ReadableStream<string>;
  readonly #tellLost: ((lost: number) => string) | null;
  #controller: ReadableStreamDefaultController<string> | null = null;
  #lost = 0;

  /** `tellLost` tells it how many events it has lost, as soon as it can take something; `null`: somebody else sees to that. */
  constructor(options: { tellLost: ((lost: number) => string) | null; closed: () => void }) {
    this.#tellLost = options.tellLost;
    this.stream = new ReadableStream<string>(
      {
        start: (controller) => {
          this.#controller = controller;
          controller.enqueue(': what happens from now on\n\n'); // makes the headers go out at once
        },
        pull: () => this.#catchUp(),
        cancel: () => {
          this.#controller = null;
          options.closed();
        },
      },
      { highWaterMark: PENDING_MAX },
    );
  }

  /** It has lost events and does not know which. */
  get isBehind(): boolean {
    return this.#lost > 0;
  }

  get hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  tell(text: string): void {
    this.#catchUp();
    const isLost = !this.hasRoom || (this.isBehind && this.#tellLost === null);
    if (isLost) this.#lost++;
    else this.#controller?.enqueue(text);
  }

  /** Tells what makes up for all that was lost. */
  restart(text: string): void {
    this.#lost = 0;
    this.tell(text);
  }

  heartbeat(): void {
    if (this.hasRoom) this.#controller?.enqueue(':\n\n');
  }

  close(): void {
    this.#controller?.close();
    this.#controller = null;
  }

  #catchUp(): void {
    if (this.#lost === 0 || this.#tellLost === null || !this.hasRoom) return;
    this.#controller?.enqueue(this.#tellLost(this.#lost));
    this.#lost = 0;
  }
}
