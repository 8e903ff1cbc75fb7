const GENERATED = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether nobody chose this name, and nobody reads it (ROM-1). */
export const isGeneratedName = (name: string): boolean => GENERATED.test(name);

/** What to call a room; one that has neither a title nor a name that somebody chose is `untitled`. */
export function roomTitle(title: string, name: string, untitled: string): string {
  return title || (isGeneratedName(name) ? untitled : name);
}
