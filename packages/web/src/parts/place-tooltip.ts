interface Size {
  readonly width: number;
  readonly height: number;
}

interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

const GAP = 6;
/** Distance to the edges of the window. */
const MARGIN = 8;

/** Where a tooltip of `size` goes beside `anchor`: below its middle, above where there is no room below, always inside the window. */
export function placeTooltip(anchor: Box, size: Size, room: Size): { left: number; top: number } {
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - size.height;
  const fitsBelow = below + size.height + MARGIN <= room.height;
  const middle = anchor.left + anchor.width / 2 - size.width / 2;
  return {
    left: Math.max(MARGIN, Math.min(middle, room.width - size.width - MARGIN)),
    top: fitsBelow || above < MARGIN ? below : above,
  };
}
