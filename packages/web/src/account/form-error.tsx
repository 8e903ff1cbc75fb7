/** What went wrong with a form, if it is about none of its fields. */
export function FormError({ error }: { readonly error: string | null }) {
  return (
    <p role="alert" className="text-danger text-sm font-medium empty:hidden">
      {error}
    </p>
  );
}
