/** A key as it is printed on a keyboard. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className="border-line bg-raised text-text inline-flex min-w-6 items-center justify-center rounded-md border border-b-2 px-1.5 font-sans text-xs leading-5 font-medium">
      {children}
    </kbd>
  );
}
