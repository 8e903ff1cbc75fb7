import { until } from '@usher/kit/testing';

/** Where innocent people are, how many, and who comes anew. */
interface PlaceOrder {
  readonly url: string;
  readonly people: number;
  /** They join one after the other, from an address of their own. */
  readonly newcomers: { readonly port: number; readonly path: string; readonly from: string } | null;
}

export interface Order {
  readonly places: Readonly<Record<string, PlaceOrder>>;
  readonly token: string;
}

interface PlaceReport {
  /** How long answers took, in milliseconds. */
  readonly samples: readonly number[];
  /** How long it took newcomers to join. */
  readonly joins: readonly number[];
  /** How long the oldest question is unanswered. */
  readonly waitingMs: number;
  /** How long somebody has been trying to join. */
  readonly joiningMs: number;
}

/** What innocent people have noticed since they were asked last. */
export interface Report {
  readonly places: Readonly<Record<string, PlaceReport>>;
  /** Sockets that have ended, in all: where, and how. */
  readonly closed: readonly string[];
  /** Messages that were never meant for them, in all. */
  readonly strange: number;
}

/** People in a quiet room who do nothing but ask the time, about 250 times a second at each place; and others who join and leave. */
export class Innocents implements Disposable {
  readonly #worker = new Worker(new URL('./innocents-worker.ts', import.meta.url));
  #report = Promise.withResolvers<Report>();

  constructor(order: Order) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Report>) => this.#report.resolve(data));
    this.#worker.postMessage(order);
  }

  /** What they have noticed since they were asked last: so many answers at each place, or they are waited for. */
  async notice(answers: number): Promise<Report> {
    const places: Record<string, PlaceReport> = {};
    return until(`innocent people have had ${answers} answers at each place`, async () => {
      const report = await this.#ask();
      for (const [name, place] of Object.entries(report.places)) places[name] = added(places[name], place);
      const isEnough = Object.values(places).every(({ samples }) => samples.length >= answers);
      return isEnough && { ...report, places };
    });
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }

  #ask(): Promise<Report> {
    this.#report = Promise.withResolvers<Report>();
    this.#worker.postMessage('report');
    return this.#report.promise;
  }
}

const added = (before: PlaceReport | undefined, now: PlaceReport): PlaceReport => ({
  ...now,
  samples: [...(before?.samples ?? []), ...now.samples],
  joins: [...(before?.joins ?? []), ...now.joins],
});
