import { createDraft } from '../draft.ts';

/** The message that is being written: in full screen its field is over the video, where it can be hidden. */
export const { DraftProvider: ChatDraftProvider, useDraft: useChatDraft } = createDraft();
