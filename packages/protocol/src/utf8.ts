/** Bytes that one UTF-16 code unit at `index` contributes to the UTF-8 form; a lone surrogate counts as U+FFFD (3 bytes). */
function bytesAt(text: string, index: number): { bytes: number; units: number } {
  const unit = text.charCodeAt(index);
  if (unit < 0x80) return { bytes: 1, units: 1 };
  if (unit < 0x800) return { bytes: 2, units: 1 };
  const next = text.charCodeAt(index + 1);
  const pair = unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000;
  return pair ? { bytes: 4, units: 2 } : { bytes: 3, units: 1 };
}

/** Length of `text` in UTF-8 bytes. Cores have no TextEncoder (LNK-34). */
export function utf8Length(text: string): number {
  let total = 0;
  for (let index = 0; index < text.length;) {
    const { bytes, units } = bytesAt(text, index);
    total += bytes;
    index += units;
  }
  return total;
}

/** The longest prefix of `text` of at most `bytesMax` UTF-8 bytes, cut at a character boundary (LNK-34). */
export function truncateUtf8(text: string, bytesMax: number): string {
  let total = 0;
  for (let index = 0; index < text.length;) {
    const { bytes, units } = bytesAt(text, index);
    if (total + bytes > bytesMax) return text.slice(0, index);
    total += bytes;
    index += units;
  }
  return text;
}
