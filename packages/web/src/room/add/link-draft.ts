import { createDraft } from '../draft.ts';

/** The link that is being written: its field moves from an empty room to beside a video, or into a tab. */
export const { DraftProvider: LinkDraftProvider, useDraft: useLinkDraft } = createDraft();
