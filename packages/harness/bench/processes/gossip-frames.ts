const PER_PART = 4000;
const EPOCH = 1_763_841_600;

/** What a Monolith says of so many rooms, in frames of 4,000. */
export function gossipFrames({ rooms, prefix }: { rooms: number; prefix: string }): string[] {
  const parts = Math.max(1, Math.ceil(rooms / PER_PART));
  return Array.from({ length: parts }, (_, part) => {
    const first = part * PER_PART;
    const listed = Array.from({ length: Math.min(PER_PART, rooms - first) }, (__, n) => ({
      room: `${prefix}-${first + n}`,
      epoch: EPOCH,
    }));
    return JSON.stringify({ action: 'gossip', rooms: listed, part: part + 1, parts });
  });
}
