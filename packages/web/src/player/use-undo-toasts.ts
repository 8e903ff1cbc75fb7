import { RequestType, type EventMessage } from '@usher/protocol';
import { useWords } from '../i18n/use-words.ts';
import { useMessages, useView } from '../room/room-context.ts';
import { useOfferUndo } from '../room/use-offer-undo.ts';
import { titleOf } from '../video.ts';

/** Nobody needs help to take back a few seconds. */
const LONG_SEEK_S = 15;

/** Whoever has skipped or gone far away may have done so by mistake: they can take it back (WEB-11). */
export function useUndoToasts(): void {
  const words = useWords('player');
  const offerUndo = useOfferUndo();
  const you = useView((view) => view.you);

  useMessages((message) => {
    if (message.action !== 'event' || message.user.id !== you) return;
    const text = describe(message);
    if (text !== null) offerUndo(text, { ...message, request: { ...message.request } });
  });

  function describe({ request, additional }: EventMessage): string | null {
    if (request.type === RequestType.Skip) {
      const { video } = additional;
      return words('youSkipped', { title: video === undefined ? '' : titleOf(video) });
    }
    if (request.type !== RequestType.Seek) return null;
    const { prevPosition = request.value } = additional;
    return Math.abs(prevPosition - request.value) >= LONG_SEEK_S ? words('youSeeked') : null;
  }
}
