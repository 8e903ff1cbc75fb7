import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { MapStore } from '../feed/map-store.ts';
import type { ViewKind } from '../model/layout.ts';
import type { Selection } from '../model/selection.ts';
import { Picture } from '../picture/picture.ts';
import { PictureTools } from './picture-tools.tsx';
import { useDrag } from './use-drag.ts';
import { usePictureKeys } from './use-picture-keys.ts';
import { usePictureSurroundings } from './use-picture-surroundings.ts';
import { usePictureWords } from './use-picture-words.ts';

interface PictureViewProps {
  readonly store: MapStore;
  readonly kind: ViewKind;
  readonly selection: Selection | null;
  readonly isGoneTo: boolean;
  readonly onSelect: (selection: Selection | null) => void;
}

/** The canvas, and what hands and keys do to it. */
export function PictureView({ store, kind, selection, isGoneTo, onSelect }: PictureViewProps) {
  const words = useWords('map');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [picture, setPicture] = useState<Picture | null>(null);
  const pictureWords = usePictureWords();
  const firstWords = useRef(pictureWords);

  useEffect(() => {
    if (canvas.current === null) return;
    const made = new Picture({
      canvas: canvas.current,
      store,
      words: firstWords.current,
      select: onSelect,
    });
    setPicture(made);
    return () => made.stop();
  }, [store, onSelect]);

  useEffect(() => picture?.setWords(pictureWords), [picture, pictureWords]);
  useEffect(() => picture?.setKind(kind), [picture, kind]);
  useEffect(() => picture?.setSelected(selection, isGoneTo), [picture, selection, isGoneTo]);
  usePictureSurroundings(picture, canvas);
  const drag = useDrag(picture, onSelect);
  const onKeyDown = usePictureKeys(picture, onSelect);

  return (
    <div className="map-picture relative min-h-0 min-w-0 overflow-hidden">
      <canvas
        ref={canvas}
        role="application"
        aria-label={words('pictureLabel')}
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...drag}
        className="absolute inset-0 size-full cursor-grab touch-none active:cursor-grabbing"
      />
      <PictureTools picture={picture} />
    </div>
  );
}
