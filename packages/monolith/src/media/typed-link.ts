/** The link that somebody has typed, also without its "https://"; `null`: words to search for. */
export function typedLink(text: string): string | null {
  if (/^([a-z][a-z0-9+.-]*:|[/\\])\S*$/i.test(text) || /^[a-z]:\\/i.test(text)) return text;
  return /^[\w-]+(\.[\w-]+)+([/:?#]\S*)?$/.test(text) ? `https://${text}` : null;
}
