import { createContext, createElement, use, useState, type ReactNode } from 'react';

type Draft = readonly [text: string, setText: (change: string | ((before: string) => string)) => void];

/** What is being written in one field of the room, kept while the field goes from one place of the page to another. */
export function createDraft() {
  const DraftContext = createContext<Draft | null>(null);

  function DraftProvider({ children }: { readonly children: ReactNode }) {
    const draft = useState('');
    return createElement(DraftContext, { value: draft }, children);
  }

  function useDraft(): Draft {
    const draft = use(DraftContext);
    if (draft === null) throw new Error('outside of a room');
    return draft;
  }

  return { DraftProvider, useDraft };
}
