import type { Chance } from '../chance.ts';
import type { World } from '../world.ts';

/** Something that goes wrong, or that somebody does, at a moment of a simulation. */
export interface Fault {
  /** What nobody loses by it: `words` that they have said, `places` in their rooms. */
  readonly spares: readonly ('words' | 'places')[];
  /** Begins. @returns how it is undone, which happens for sure, after `forMs` at the latest; `null`: there is nothing to undo */
  begin(world: World, chance: Chance): { readonly forMs: number; readonly end: () => void } | null;
}
