/** Why there is no link to add in a text. */
export type LinkProblem = 'nothing' | 'local-file' | 'no-link';

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

/** What is wrong with a text that was to be a link; `null` when it is one. */
export function linkProblem(text: string): LinkProblem | null {
  const trimmed = text.trim();
  if (trimmed === '') return 'nothing';
  // MED-1: a file of one's own, by its address or by its path on Windows. No one else could see it.
  if (/^(file:|[a-z]:[\\/])/i.test(trimmed)) return 'local-file';
  return linkIn(trimmed) === null ? 'no-link' : null;
}

/** What is dragged, by what a browser tells of it: the first of a list of addresses with comments, or a text. */
export function textInDrop(data: Pick<DataTransfer, 'getData'>): string {
  const listed = data
    .getData('text/uri-list')
    .split(/\r?\n/)
    .find((line) => line !== '' && !line.startsWith('#'));
  return listed ?? data.getData('text/plain');
}
