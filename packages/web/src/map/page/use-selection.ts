import { useCallback, useState } from 'react';
import type { Selection } from '../model/selection.ts';

export interface SelectionState {
  readonly selection: Selection | null;
  /** The picture shall go there: it was chosen elsewhere. */
  readonly isGoneTo: boolean;
}

/** What is looked at, in the picture and in words. */
export function useSelection() {
  const [state, setState] = useState<SelectionState>({ selection: null, isGoneTo: false });
  const select = useCallback((selection: Selection | null) => setState({ selection, isGoneTo: false }), []);
  const goTo = useCallback((selection: Selection) => setState({ selection, isGoneTo: true }), []);
  return { ...state, select, goTo };
}
