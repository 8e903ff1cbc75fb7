import { RequestType } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { titleOf } from '../../video.ts';
import { useMessages, useView } from '../room-context.ts';
import { useOfferUndo } from '../use-offer-undo.ts';

/** Offers to take back what one has removed: by the room's own record of it (ROM-24). */
export function useUndoOfRemoval(): void {
  const words = useWords('room');
  const offerUndo = useOfferUndo();
  const you = useView((view) => view.you);

  useMessages((message) => {
    if (message.action !== 'event' || message.request.type !== RequestType.Remove || message.user.id !== you)
      return;
    const { request, user, additional } = message;
    const { video } = additional;
    const event = { request, user: { id: user.id }, additional: { queueIdx: additional.queueIdx } };
    offerUndo(words('removed', { title: video === undefined ? '' : titleOf(video) }), event);
  });
}
