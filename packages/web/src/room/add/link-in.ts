/** The address in what somebody pasted or typed, `null` if there is none. People leave the "https://" out. */
export function linkIn(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '' || /\s|^\/\//.test(trimmed)) return null;
  if (/^\/[^/]/.test(trimmed)) return trimmed;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || !/[.:]|^localhost$/.test(url.hostname)) return null;
  return address;
}

/** The address that is dragged, by what a browser tells of it: a list of addresses with comments, or a text. */
export function linkInDrop(data: Pick<DataTransfer, 'getData'>): string | null {
  const listed = data
    .getData('text/uri-list')
    .split(/\r?\n/)
    .find((line) => line !== '' && !line.startsWith('#'));
  return linkIn(listed ?? data.getData('text/plain'));
}
