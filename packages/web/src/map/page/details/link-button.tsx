/** Goes to another thing of the map. */
export function LinkButton({
  children,
  onPress,
}: {
  readonly children: string;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="text-accent min-h-6 cursor-pointer rounded text-right font-medium underline underline-offset-4 wrap-anywhere"
    >
      {children}
    </button>
  );
}
