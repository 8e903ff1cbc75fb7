/** A part of a text: plain, or a link that may be followed. */
export type TextPart = { readonly text: string; readonly href: string | null };

const CANDIDATE = /https:\/\/[^\s<>"“”]+/gi;
/** Characters that make a text look like another one. */
const DISGUISE = /[\p{Bidi_Control}\p{Cc}\u200b-\u200d\u2060\ufeff]/u;

/** The parts of what somebody said, with its safe links: https alone, and only to where they seem to lead (WEB-15). */
export function findLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const address = withoutPunctuation(match[0]);
    const href = safeHref(address);
    if (href === null) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** A sentence goes on after a link: its full stop, and brackets that were opened before. */
function withoutPunctuation(address: string): string {
  const trimmed = address.replace(/[.,;:!?'’…。、]+$/u, '');
  const last = trimmed.at(-1);
  const opening = last === ')' ? '(' : last === ']' ? '[' : null;
  if (opening === null || trimmed.split(opening).length >= trimmed.split(last ?? '').length) return trimmed;
  return withoutPunctuation(trimmed.slice(0, -1));
}

function safeHref(address: string): string | null {
  if (DISGUISE.test(address)) return null;
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  return url.href;
}
