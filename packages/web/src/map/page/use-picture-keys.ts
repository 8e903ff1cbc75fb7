import { useCallback, type KeyboardEvent } from 'react';
import type { Direction, Selection } from '../model/selection.ts';
import type { Picture } from '../picture/picture.ts';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const STEP = 1.4;

/** Keys that the picture has while it has the focus. */
export function usePictureKeys(picture: Picture | null, onSelect: (selection: Selection | null) => void) {
  return useCallback(
    (event: KeyboardEvent) => {
      if (picture === null || event.altKey || event.ctrlKey || event.metaKey) return;
      const direction = ARROWS[event.key];
      if (direction !== undefined) picture.selectNext(direction);
      else if (event.key === '+' || event.key === '=') picture.zoom(STEP);
      else if (event.key === '-') picture.zoom(1 / STEP);
      else if (event.key === '0') picture.showAll();
      else if (event.key === 'Escape') onSelect(null);
      else return;
      event.preventDefault();
    },
    [picture, onSelect],
  );
}
