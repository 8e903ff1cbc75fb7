import { findLinks } from './find-links.ts';

/** What somebody wrote, as text; its links open elsewhere and tell nothing of this room (WEB-15). */
export function MessageText({ text }: { readonly text: string }) {
  return findLinks(text).map((part, index) =>
    part.href === null ? (
      part.text
    ) : (
      <a
        // The text of a message does not change.
        // oxlint-disable-next-line react/no-array-index-key
        key={index}
        href={part.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-accent underline underline-offset-2"
      >
        {part.text}
      </a>
    ),
  );
}
