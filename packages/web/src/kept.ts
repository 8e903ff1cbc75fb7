/** What this browser keeps between visits; `null` when it has nothing. Private windows may refuse to keep: all is then for this page only. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** `null` forgets. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // It is then as if the browser had nothing.
  }
}
