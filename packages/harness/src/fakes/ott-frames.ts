type Check = (value: unknown) => boolean;

/** Which field of a server's frame an OpenTogetherTube balancer cannot read; `null` if it takes the frame (OTT-3). */
export function wrongFieldOf({ type, payload }: { type: string; payload: unknown }): string | null {
  const fields = FRAMES[type];
  return fields === undefined ? `the type ${type}` : wrongIn(payload, fields);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isString: Check = (value) => typeof value === 'string';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isPresent: Check = (value) => value !== undefined;
const isUnsigned =
  (bits: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** bits;
const isOneOf =
  (...words: string[]): Check =>
  (value) =>
    words.includes(value as string);
const isOrNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const isMade =
  (fields: Record<string, Check>): Check =>
  (value) =>
    wrongIn(value, fields) === null;

/** All eight keys, of which only two are never null. */
const METADATA = {
  name: isString,
  title: isOrNull(isString),
  description: isOrNull(isString),
  isTemporary: isOrNull(isBoolean),
  visibility: isOneOf('public', 'unlisted', 'private'),
  queueMode: isOrNull(isOneOf('manual', 'vote', 'loop', 'dj')),
  currentSource: isOrNull(isObject),
  users: isOrNull(isUnsigned(32)),
};
const LOADED = { room: isMade(METADATA), load_epoch: isUnsigned(32) };

const FRAMES: Readonly<Record<string, Record<string, Check>>> = {
  init: { port: isUnsigned(16), region: isString, id: (value) => isString(value) && isUuid(String(value)) },
  loaded: LOADED,
  unloaded: { name: isString, reason: isOneOf('Keepalive', 'Admin', 'Commanded', 'Shutdown') },
  gossip: { rooms: (value) => Array.isArray(value) && value.every(isMade(LOADED)) },
  room_msg: {
    room: isString,
    client_id: (value) => value === undefined || value === null || isString(value),
    payload: isPresent,
  },
  kick: { client_id: isString, reason: isUnsigned(16) },
};

const isUuid = (text: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

function wrongIn(value: unknown, fields: Record<string, Check>): string | null {
  if (!isObject(value)) return 'the whole';
  return Object.keys(fields).find((name) => fields[name]?.(value[name]) !== true) ?? null;
}
