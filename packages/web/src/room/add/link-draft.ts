import { createKeptState } from '../kept-state.ts';

/** The link that is being written: its field moves from an empty room to beside a video, or into a tab. */
export const { KeptStateProvider: LinkDraftProvider, useKeptState: useLinkDraft } = createKeptState('');
