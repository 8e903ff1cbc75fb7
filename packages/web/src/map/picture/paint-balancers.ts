import { isSeen, type Frame } from './frame.ts';

/** Balancers are diamonds: what all ways begin at. */
export function paintBalancers(frame: Frame): void {
  const { context, scene, palette, camera, view } = frame;
  for (const [id, body] of scene.balancers) {
    if (!isSeen(frame, body)) continue;
    const { x, y, radius } = body;
    const state = view.balancerById.get(id)?.state;
    const colour = state === 'lost' ? palette.danger : palette.accent;
    context.beginPath();
    context.moveTo(x, y - radius);
    context.lineTo(x + radius, y);
    context.lineTo(x, y + radius);
    context.lineTo(x - radius, y);
    context.closePath();
    context.lineJoin = 'round';
    context.fillStyle = palette.raised;
    context.fill();
    context.lineWidth = 2 / camera.zoom;
    context.strokeStyle = colour;
    context.setLineDash(state === 'serving' ? [] : [5 / camera.zoom, 4 / camera.zoom]);
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.arc(x, y, radius * 0.26, 0, Math.PI * 2);
    context.fillStyle = colour;
    context.fill();
  }
}
