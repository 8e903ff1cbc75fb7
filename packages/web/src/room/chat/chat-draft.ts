import { createKeptState } from '../kept-state.ts';

/** The message that is being written: in full screen its field is over the video, where it can be hidden. */
export const { KeptStateProvider: ChatDraftProvider, useKeptState: useChatDraft } = createKeptState('');
