import { NOWHERE } from '../model/room-places.ts';
import { addCircle, isSeen, type Frame } from './frame.ts';

/** Panels behind what is in one region. */
export function paintRegions({ context, layout, palette, camera }: Frame): void {
  for (const { x, y, width, height } of layout.regions) {
    context.beginPath();
    context.roundRect(x, y, width, height, 16);
    context.globalAlpha = 0.55;
    context.fillStyle = palette.surface;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1 / camera.zoom;
    context.strokeStyle = palette.line;
    context.stroke();
  }
}

/** A disc for each Monolith: dashed while it is drained, or is none. */
export function paintMonoliths(frame: Frame): void {
  const { context, scene, palette, camera, view, layout } = frame;
  for (const [id, body] of scene.monoliths) {
    if (!isSeen(frame, body)) continue;
    context.beginPath();
    addCircle(context, body.x, body.y, body.radius);
    context.fillStyle = layout.isTree ? palette.raised : palette.surface;
    context.fill();
    const isDraining = view.monolithById.get(id)?.isDraining === true;
    const isOpen = id !== NOWHERE && !isDraining;
    context.lineWidth = (isOpen ? 1.25 : 2) / camera.zoom;
    context.strokeStyle = isOpen ? palette.line : isDraining ? palette.accent : palette.danger;
    context.setLineDash(isOpen ? [] : [7 / camera.zoom, 5 / camera.zoom]);
    context.stroke();
    context.setLineDash([]);
  }
}
