import { inSteps } from './slots.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** Neighbours in a sunflower of spacing 1 are never nearer than this. */
const NEAREST = 1.5;

/** The place of the `slot`th seed of a sunflower around (0, 0): any number of places, evenly spread, and none moves when others come. */
export function seedAt(slot: number, spacing: number): Point {
  const distance = spacing * Math.sqrt(slot + 0.5);
  const angle = slot * GOLDEN_ANGLE;
  return { x: distance * Math.cos(angle), y: distance * Math.sin(angle) };
}

/** How far apart the seeds are when `capacity` of them fill a circle. */
export function spacingFor(capacity: number, radius: number): number {
  return radius / (Math.sqrt(inSteps(capacity)) + 0.75);
}

/** How large a seed may be without touching another. */
export const seedRadius = (spacing: number): number => (spacing * NEAREST) / 2;
