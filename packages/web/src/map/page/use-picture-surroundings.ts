import { useEffect, type RefObject } from 'react';
import { onTheme } from '../../theme.ts';
import type { Picture } from '../picture/picture.ts';

/** Size, theme and the wish for less motion: what the picture follows. */
export function usePictureSurroundings(
  picture: Picture | null,
  canvas: RefObject<HTMLCanvasElement | null>,
): void {
  useEffect(() => {
    const frame = canvas.current?.parentElement;
    if (picture === null || frame === null || frame === undefined) return;
    const resized = new ResizeObserver(([entry]) => {
      if (entry !== undefined) picture.resize(entry.contentRect.width, entry.contentRect.height);
    });
    resized.observe(frame);
    const zoom = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = frame.getBoundingClientRect();
      picture.zoom(Math.exp(-event.deltaY / 400), { x: event.clientX - left, y: event.clientY - top });
    };
    // As a property of the element it would be passive, and the page would scroll with it.
    frame.addEventListener('wheel', zoom, { passive: false });
    return () => {
      resized.disconnect();
      frame.removeEventListener('wheel', zoom);
    };
  }, [picture, canvas]);

  useEffect(() => {
    if (picture === null) return;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const recolour = () => picture.recolour();
    const move = () => picture.setMotion(!still.matches);
    move();
    dark.addEventListener('change', recolour);
    still.addEventListener('change', move);
    const stop = onTheme(recolour);
    return () => {
      stop();
      dark.removeEventListener('change', recolour);
      still.removeEventListener('change', move);
    };
  }, [picture]);
}
