import { until } from '@usher/kit/testing';

/** What innocent people have noticed since they were asked last. */
export interface Report {
  /** How long answers took. */
  readonly samples: readonly number[];
  /** How long they took where nobody was attacked, at the same time. */
  readonly controls: readonly number[];
  /** Sockets that have ended, in all: where, and how. */
  readonly closed: readonly string[];
  /** Messages that were never meant for them, in all. */
  readonly strange: number;
  /** How long the oldest question is unanswered. */
  readonly waitingMs: number;
}

/** People in a quiet room, at either front, who do nothing but ask the time, about 300 times a second in all. */
export class Innocents implements Disposable {
  readonly #worker = new Worker(new URL('./innocents-worker.ts', import.meta.url));
  #report = Promise.withResolvers<Report>();

  constructor(order: { urls: readonly string[]; controlUrls: readonly string[]; token: string }) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Report>) => this.#report.resolve(data));
    this.#worker.postMessage(order);
  }

  report(): Promise<Report> {
    this.#report = Promise.withResolvers<Report>();
    this.#worker.postMessage('report');
    return this.#report.promise;
  }

  /** Their next answers, so many. */
  async answers(count: number): Promise<Report> {
    const samples: number[] = [];
    const controls: number[] = [];
    return until(`innocent people have had ${count} answers`, async () => {
      const report = await this.report();
      samples.push(...report.samples);
      controls.push(...report.controls);
      const isEnough = samples.length >= count && controls.length >= count / 2;
      return isEnough && { ...report, samples, controls };
    });
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}
