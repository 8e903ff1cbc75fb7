import { createContext, createElement, use, useState, type ReactNode } from 'react';

type KeptState<State> = readonly [
  state: State,
  setState: (change: State | ((before: State) => State)) => void,
];

/** Something of the room's page that stays while the part which shows it goes from one place of the page to another. */
export function createKeptState<State>(initial: State) {
  const KeptStateContext = createContext<KeptState<State> | null>(null);

  function KeptStateProvider({ children }: { readonly children: ReactNode }) {
    const kept = useState(initial);
    return createElement(KeptStateContext, { value: kept }, children);
  }

  function useKeptState(): KeptState<State> {
    const kept = use(KeptStateContext);
    if (kept === null) throw new Error('outside of a room');
    return kept;
  }

  return { KeptStateProvider, useKeptState };
}
