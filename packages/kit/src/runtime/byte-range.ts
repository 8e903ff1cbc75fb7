/** What a `Range` header asks of a file: one part of it, nothing that there is, or (in forms that we need not understand) all of it. */
export type ByteRange =
  | { readonly kind: 'part'; readonly start: number; /** Exclusive. */ readonly end: number }
  | { readonly kind: 'unsatisfiable' }
  | { readonly kind: 'whole' };

/** Reads a `Range` header with a single range (RFC 9110, 14.1.2). `size` is the file's, in bytes. */
export function readByteRange(header: string | null, size: number): ByteRange {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return { kind: 'whole' };
  return start < end ? { kind: 'part', start, end } : { kind: 'unsatisfiable' };
}
