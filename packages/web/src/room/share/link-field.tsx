interface LinkFieldProps {
  readonly label: string;
  readonly link: string;
}

/** A link to be copied; all of it is selected at once. */
export function LinkField({ label, link }: LinkFieldProps) {
  return (
    <input
      readOnly
      aria-label={label}
      value={link}
      onFocus={({ target }) => target.select()}
      className="field min-w-40 flex-1"
    />
  );
}
