/** Something is under way. It shows only after a moment: what is done at once does not flicker. */
export function Spinner() {
  return <span aria-hidden="true" className="spinner" />;
}
