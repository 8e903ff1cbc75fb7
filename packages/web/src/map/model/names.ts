/** Ids are long, and differ at once: the first eight characters are enough to tell them apart. */
export const shortened = (id: string): string => (id.length > 14 ? id.slice(0, 8) : id);
