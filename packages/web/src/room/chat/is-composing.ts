/** What the key of an input method has as its code, whatever it is. */
const KEY_OF_METHOD = 229;

/**
 * Whether a key belongs to a word that is being composed, as Enter then does which chooses its spelling (WEB-15). In Safari the composition
 * has ended already when that Enter comes: only its code tells.
 */
export function isComposing({
  isComposing: isOpen,
  keyCode,
}: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return isOpen || keyCode === KEY_OF_METHOD;
}
