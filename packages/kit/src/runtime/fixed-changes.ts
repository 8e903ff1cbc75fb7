/**
 * The options, by their paths, that differ between two configurations and cannot be changed while running (BAL-33).
 * @param reloadable the paths of those that can; a section stands for all that is in it
 */
export function fixedChanges(before: object, after: object, reloadable: readonly string[]): string[] {
  return changedOptions(before, after).filter(
    (path) => !reloadable.some((option) => path === option || path.startsWith(`${option}.`)),
  );
}

function changedOptions(before: object, after: object, section = ''): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [old, now] = [before, after].map((table) => (table as Record<string, unknown>)[name]);
    if (isTable(old) && isTable(now)) return changedOptions(old, now, `${section}${name}.`);
    return Bun.deepEquals(old, now) ? [] : [`${section}${name}`];
  });
}

const isTable = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
