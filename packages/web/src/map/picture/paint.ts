import { paintConnections, paintPulses } from './paint-connections.ts';
import { paintLabels } from './paint-labels.ts';
import { paintMarks } from './paint-marks.ts';
import { paintMonoliths, paintRegions } from './paint-monoliths.ts';
import { paintBalancers } from './paint-balancers.ts';
import { paintRooms } from './paint-rooms.ts';
import type { Frame } from './frame.ts';

/** Draws one moment of the map, from the back to the front. */
export function paint(frame: Frame): void {
  const { context, size, ratio, palette, camera } = frame;
  const scale = ratio * camera.zoom;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, size.width, size.height);
  context.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
  paintRegions(frame);
  paintConnections(frame);
  paintMonoliths(frame);
  paintRooms(frame);
  paintPulses(frame);
  paintBalancers(frame);
  paintMarks(frame);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintLabels(frame);
}
