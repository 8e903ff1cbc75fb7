import { useRef, type PointerEvent } from 'react';
import type { Selection } from '../model/selection.ts';
import type { Point } from '../model/sunflower.ts';
import type { Picture } from '../picture/picture.ts';

/** Less is a press, not a drag. */
const DRAG_FROM = 5;

interface Press {
  x: number;
  y: number;
  isDrag: boolean;
}

/** Pointers on the picture: drag to move it, two fingers to zoom, press to select. */
export function useDrag(picture: Picture | null, onSelect: (selection: Selection | null) => void) {
  const presses = useRef(new Map<number, Press>());

  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      presses.current.set(event.pointerId, { ...at(event), isDrag: presses.current.size > 0 });
    },
    onPointerMove(event: PointerEvent) {
      const point = at(event);
      const press = presses.current.get(event.pointerId);
      if (press === undefined) return picture?.hover(picture.at(point.x, point.y));
      const [dx, dy] = [point.x - press.x, point.y - press.y];
      if (!press.isDrag && Math.hypot(dx, dy) < DRAG_FROM) return;
      const other = [...presses.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other !== undefined) {
        const before = Math.hypot(press.x - other.x, press.y - other.y);
        const now = Math.hypot(point.x - other.x, point.y - other.y);
        picture?.zoom(now / Math.max(1, before), other);
      } else picture?.drag(dx, dy);
      presses.current.set(event.pointerId, { ...point, isDrag: true });
    },
    onPointerUp(event: PointerEvent) {
      const press = presses.current.get(event.pointerId);
      presses.current.delete(event.pointerId);
      if (press?.isDrag === false) onSelect(picture?.at(press.x, press.y) ?? null);
    },
    onPointerCancel(event: PointerEvent) {
      presses.current.delete(event.pointerId);
    },
    onPointerLeave() {
      picture?.hover(null);
    },
  };
}

function at({ currentTarget, clientX, clientY }: PointerEvent): Point {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
