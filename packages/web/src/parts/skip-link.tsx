interface SkipLinkProps {
  /** The id of the part of the page that it leads to; the part takes the focus. */
  readonly to: string;
  readonly children: string;
}

/** A way past what comes first on every page, for who goes by keys (WEB-17). It shows while it has the focus. */
export function SkipLink({ to, children }: SkipLinkProps) {
  return (
    // With the whole path: the page has a <base>, and of "#video" alone it would make the home page's.
    <a href={`${location.pathname}${location.search}#${to}`} className="skip-link">
      {children}
    </a>
  );
}
