/** The first word that two listeners heard in different order, or `null`: what only one of them heard does not count. */
export function firstDisagreement(one: readonly string[], other: readonly string[]): string | null {
  const places = new Map(one.map((word, place) => [word, place]));
  let furthest = -1;
  for (const word of other) {
    const place = places.get(word);
    if (place === undefined) continue;
    if (place < furthest) return word;
    furthest = place;
  }
  return null;
}
