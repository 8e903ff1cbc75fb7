/** Stands where something will be. */
export function Skeleton({ className = '' }: { readonly className?: string }) {
  return <span aria-hidden="true" className={`bg-raised animate-shimmer block rounded-lg ${className}`} />;
}
