import { useAsks } from './asking.tsx';
import type { LookedUp } from './asks.ts';
import { useLinkDraft } from './link-draft.ts';

/** Asks for what was written or dropped: when it is refused it comes back into the field, to be corrected. `false` without a connection. */
export function useSendLink(): (request: LookedUp, written: string) => boolean {
  const asks = useAsks();
  const [, setText] = useLinkDraft();
  return (request, written) =>
    asks.ask(request, {
      onAnswer: ({ state }) => {
        if (state === 'refused') setText((newer) => newer || written);
      },
    });
}
