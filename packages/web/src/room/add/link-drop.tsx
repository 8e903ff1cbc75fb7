import { RequestType } from '@usher/protocol';
import { useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Icon } from '../../parts/icons.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useBlocked, useClient } from '../room-context.ts';
import { linkInDrop } from './link-in.ts';

/** A link that is dragged onto the page is added (WEB-11). What is dragged within the page is none of it. */
export function LinkDrop() {
  const words = useWords('room');
  const client = useClient();
  const toast = useToast();
  const blocked = useBlocked('manage-queue.add');
  const [isOver, setOver] = useState(false);

  const onOver = useEffectEvent((event: DragEvent) => {
    if (!isForeignLink(event)) return;
    event.preventDefault();
    setOver(true);
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (event.dataTransfer === null || !isForeignLink(event)) return;
    event.preventDefault();
    const link = linkInDrop(event.dataTransfer);
    if (blocked !== null) toast(blocked, { kind: 'error' });
    else if (link === null) toast(words('noLink'), { kind: 'error' });
    else client.send({ type: RequestType.Add, url: link });
  });

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('dragover', (event) => onOver(event), { signal });
    window.addEventListener('drop', (event) => onDrop(event), { signal });
    window.addEventListener('dragend', () => setOver(false), { signal });
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

/** React Aria marks what it drags; a browser's fields take what is dropped on them themselves. */
function isForeignLink({ dataTransfer, target }: DragEvent): boolean {
  const types = dataTransfer?.types ?? [];
  if (types.some((type) => type.startsWith('application/vnd.react-aria'))) return false;
  if (target instanceof Element && target.closest('input, textarea') !== null) return false;
  return types.includes('text/uri-list');
}
