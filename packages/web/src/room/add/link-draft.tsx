import { createContext, use, useState, type ReactNode } from 'react';

type LinkDraft = readonly [text: string, setText: (change: string | ((before: string) => string)) => void];

const LinkDraftContext = createContext<LinkDraft | null>(null);

/** Keeps the link that is being written while the field moves: from an empty room to beside a video, or into a tab. */
export function LinkDraftProvider({ children }: { readonly children: ReactNode }) {
  const draft = useState('');
  return <LinkDraftContext value={draft}>{children}</LinkDraftContext>;
}

export function useLinkDraft(): LinkDraft {
  const draft = use(LinkDraftContext);
  if (draft === null) throw new Error('outside of a room');
  return draft;
}
