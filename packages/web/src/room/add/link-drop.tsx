import { RequestType } from '@usher/protocol';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Icon } from '../../parts/icons.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useBlocked } from '../room-context.ts';
import { linkIn, linkProblem, textInDrop } from './link-in.ts';
import { useLinkProblem } from './use-link-problem.ts';
import { useSendLink } from './use-send-link.ts';

/** A link that is dragged onto the page is added (WEB-11). What is dragged within the page is none of it. */
export function LinkDrop() {
  const words = useWords('room');
  const problemText = useLinkProblem();
  const sendLink = useSendLink();
  const toast = useToast();
  const blocked = useBlocked('manage-queue.add');
  const [isOver, setOver] = useState(false);
  /** Whether what is dragged now is of this page. */
  const isOwn = useRef(false);

  const onOver = useEffectEvent((event: DragEvent) => {
    if (isOwn.current || !isLink(event)) return;
    event.preventDefault();
    setOver(true);
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (isOwn.current || event.dataTransfer === null || !isLink(event)) return;
    event.preventDefault();
    const dropped = textInDrop(event.dataTransfer);
    const link = linkIn(dropped);
    if (blocked !== null) toast(blocked, { kind: 'error' });
    else if (link !== null) sendLink({ type: RequestType.Add, url: link }, dropped);
    else toast(problemText(linkProblem(dropped) ?? 'no-link'), { kind: 'error' });
  });

  const onEnd = useEffectEvent(() => {
    isOwn.current = false;
    setOver(false);
  });

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('dragover', (event) => onOver(event), { signal });
    window.addEventListener('drop', (event) => onDrop(event), { signal });
    // Before whoever is dragged: React Aria keeps these events to itself.
    window.addEventListener('dragstart', () => (isOwn.current = true), { signal, capture: true });
    window.addEventListener('dragend', () => onEnd(), { signal, capture: true });
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), {
      signal,
    });
    return () => stop.abort();
  }, []);

  if (!isOver) return null;
  return (
    <div
      aria-hidden="true"
      className="bg-ground/80 pointer-events-none fixed inset-0 z-30 flex items-center justify-center p-6 backdrop-blur-sm"
    >
      <p className="border-accent bg-overlay text-accent flex items-center gap-3 rounded-card border-2 border-dashed px-8 py-6 text-lg font-semibold">
        <Icon name="add" />
        {words('dropToAdd')}
      </p>
    </div>
  );
}

/** A browser's fields take what is dropped on them themselves. */
function isLink({ dataTransfer, target }: DragEvent): boolean {
  if (target instanceof Element && target.closest('input, textarea') !== null) return false;
  return dataTransfer?.types.includes('text/uri-list') ?? false;
}
