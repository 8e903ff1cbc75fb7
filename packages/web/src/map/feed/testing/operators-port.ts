import type { TCPSocketListener } from 'bun';

/** What each request is answered with: a whole body, a beginning and then the end of the connection, or for ever nothing more. */
export type Answer =
  | { readonly kind: 'whole'; readonly body: unknown }
  | { readonly kind: 'cut' }
  | { readonly kind: 'stalled' };

/** An operators' port that answers as it is told to, at last always with the last answer; for tests. `using` closes it. */
export class FakeOperatorsPort {
  asked = 0;
  readonly #listener: TCPSocketListener;

  constructor(...answers: readonly Answer[]) {
    this.#listener = Bun.listen({
      hostname: '127.0.0.1',
      port: 0,
      socket: {
        data: (socket) => {
          const answer = answers[Math.min(this.asked, answers.length - 1)];
          this.asked++;
          if (answer === undefined) return socket.terminate();
          socket.write(written(answer));
          if (answer.kind !== 'stalled') socket.end();
        },
      },
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#listener.port}`;
  }

  [Symbol.dispose](): void {
    this.#listener.stop(true);
  }
}

function written(answer: Answer): string {
  const body = answer.kind === 'whole' ? JSON.stringify(answer.body) : '["10.0.0';
  const length = answer.kind === 'whole' ? body.length : body.length + 100;
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;
}
