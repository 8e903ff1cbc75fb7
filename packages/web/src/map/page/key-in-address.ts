/** The key of a link as `usher up` prints it: taken out of the address at once, so that it stays in no history and no screenshot. */
export function takeKeyFromAddress(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key !== null) history.replaceState(null, '', location.pathname + location.search);
  return key;
}
