import { figuresOf, interleaved, type Series } from './interleaved.ts';
import type { Load } from './loads.ts';
import type { Row } from './row.ts';
import { withStands, type Server, type Stand } from './stand.ts';
import type { Bar } from '../src/measuring/bar.ts';

interface CostRow {
  readonly name: string;
  readonly what: string;
  /** Of what `cost` gives. */
  readonly unit: string;
  /** Each has clients of its own; `null`: it is not installed. */
  readonly servers: readonly (() => Promise<Server | null>)[];
  readonly clients: { readonly count: number; readonly perRoom: number };
  readonly load: (isQuick: boolean) => Load;
  readonly cost: (stand: Stand, load: Load) => Promise<number>;
  readonly bars: (series: Series) => readonly Bar[];
}

/** What the same load costs several servers, side by side (PRF-1). */
export function costRow({ name, what, unit, servers, clients, load, cost, bars }: CostRow): Row {
  return {
    name,
    what,
    run: (options) =>
      withStands(servers, clients, async (stands) => {
        const subjects = stands.map((stand) => ({
          name: stand.server.name,
          measure: () => cost(stand, load(options.isQuick)),
        }));
        const series = await interleaved(subjects, options, unit);
        return { figures: figuresOf(series, unit), bars: bars(series) };
      }),
  };
}
