const GENERATED = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What to call a room: nobody reads the name that a generated one has (ROM-1); it is `untitled`. */
export function roomTitle(title: string, name: string, untitled: string): string {
  return title || (GENERATED.test(name) ? untitled : name);
}
