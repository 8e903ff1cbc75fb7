import { Worker, type Commands } from '../src/measuring/worker.ts';

/** One of the benchmarks' processes, by its name. */
export function startWorker<C extends Commands>(name: string, args: readonly string[] = []): Worker<C> {
  return new Worker<C>(new URL(`./processes/${name}.ts`, import.meta.url), args);
}
