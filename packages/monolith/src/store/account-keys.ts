/** What two names share that nobody can tell apart: letter case, width, and characters that are not seen. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Mail servers may tell letter case apart before the `@`; people do not. */
export const emailKey = (email: string): string => email.trim().toLowerCase();
