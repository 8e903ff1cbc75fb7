/**
 * Finds where the values of a JSON object's own keys stand in its text, so that a value can be passed on byte for byte
 * (LNK-22). The text must be known to be a valid JSON object: `JSON.parse` has accepted it. The scan relies on that and
 * checks nothing again.
 */

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const BACKSLASH = 0x5c;

/** The text of the value of `key` in the object `json`, without white space around it; `null` if it has no such key. Of duplicate keys the last counts, as in `JSON.parse` (LNK-3). */
export function sliceValue(json: string, key: string): string | null {
  let found: string | null = null;
  let at = skipSpace(json, skipSpace(json, 0) + 1);
  while (json.charCodeAt(at) !== CLOSE_BRACE) {
    const keyEnd = endOfString(json, at);
    const isWanted = keyIs(json.slice(at, keyEnd), key);
    const start = skipSpace(json, skipSpace(json, keyEnd) + 1); // past the colon
    const end = endOfValue(json, start);
    if (isWanted) found = json.slice(start, end);
    at = skipSpace(json, end);
    if (json.charCodeAt(at) === COMMA) at = skipSpace(json, at + 1);
  }
  return found;
}

/** Whether the quoted `literal` spells `key`, escapes included. */
function keyIs(literal: string, key: string): boolean {
  if (!literal.includes('\\')) return literal.length === key.length + 2 && literal.startsWith(key, 1);
  return JSON.parse(literal) === key;
}

function skipSpace(json: string, at: number): number {
  for (;;) {
    const unit = json.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return at;
    at++;
  }
}

/** The index behind the closing quote of the string that begins at `at`. */
function endOfString(json: string, at: number): number {
  for (;;) {
    const quote = json.indexOf('"', at + 1);
    let backslashes = 0;
    while (json.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    at = quote;
  }
}

/** The index behind the value that begins at `at`. Nesting is counted, not recursed into: any depth will do. */
function endOfValue(json: string, at: number): number {
  let depth = 0;
  do {
    const unit = json.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(json, at);
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      depth++;
      at++;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      depth--;
      at++;
    } else if (unit === COMMA || unit === COLON) at++;
    else at = endOfScalar(json, at);
  } while (depth > 0);
  return at;
}

/** The index behind a run of white space, or behind the number, `true`, `false` or `null` that begins at `at`. */
function endOfScalar(json: string, at: number): number {
  const end = skipSpace(json, at);
  if (end > at) return end;
  while (at < json.length) {
    const unit = json.charCodeAt(at);
    if (unit <= 0x20 || unit === COMMA || unit === CLOSE_BRACE || unit === CLOSE_BRACKET) break;
    at++;
  }
  return at;
}
