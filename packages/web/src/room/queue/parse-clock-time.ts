/** "1:15" as 75; seconds may have a fraction. `null` for what is no time. */
export function parseClockTime(text: string): number | null {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (match === null) return null;
  const [, hours = '0', minutes = '0', rest = '0'] = match;
  const seconds = Number(rest.replace(',', '.'));
  const isClock = match[2] !== undefined;
  if (isClock && (seconds >= 60 || (match[1] !== undefined && Number(minutes) >= 60))) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + seconds;
}
