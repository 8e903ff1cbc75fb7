export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Cells of one size for `count` things, in as many columns as make largest what is within their margins. */
export function gridOf(count: number, area: Rect, margin: Pick<Rect, 'width' | 'height'>): readonly Rect[] {
  const columns = bestColumns(count, area, margin);
  const rows = Math.max(1, Math.ceil(count / columns));
  const [width, height] = [area.width / columns, area.height / rows];
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const indent = ((columns - inRow) * width) / 2; // what the last row has is in the middle
    return {
      x: area.x + indent + (index % columns) * width,
      y: area.y + row * height,
      width,
      height,
    };
  });
}

function bestColumns(count: number, { width, height }: Rect, margin: Pick<Rect, 'width' | 'height'>): number {
  let best = 1;
  let bestSide = -Infinity;
  for (let columns = 1; columns <= count; columns++) {
    const side = Math.min(
      width / columns - margin.width,
      height / Math.ceil(count / columns) - margin.height,
    );
    if (side <= bestSide) continue;
    best = columns;
    bestSide = side;
  }
  return best;
}

/** The middle of `count` equal parts of a length. */
export const middleOf = (index: number, count: number, from: number, length: number): number =>
  from + (length * (index + 0.5)) / Math.max(1, count);

export const inset = (
  { x, y, width, height }: Rect,
  left: number,
  top: number,
  right = left,
  bottom = top,
): Rect => ({
  x: x + left,
  y: y + top,
  width: Math.max(1, width - left - right),
  height: Math.max(1, height - top - bottom),
});
