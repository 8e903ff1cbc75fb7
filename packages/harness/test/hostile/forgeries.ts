/** Values that somebody may hope to be taken for others. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  2 ** 53,
  1e308,
  '',
  '0',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '\u202e<script>alert(1)</script>',
  "'; drop table rooms; --",
  '../../etc/passwd',
  'x'.repeat(5000),
  [],
  {},
  [null],
  Array.from({ length: 3000 }, () => 0),
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  nested(1000),
];

/** `valid`, with each of its fields, however deep, wrong in each way, or missing; and with fields that nobody knows. */
export function* forgeriesOf(valid: unknown, hostileValues: readonly unknown[] = HOSTILE_VALUES): Generator {
  if (typeof valid !== 'object' || valid === null) return;
  const isArray = Array.isArray(valid);
  const copy = (key: string, value: unknown): unknown => {
    const entries = Object.entries(valid).map(([name, each]) => [name, name === key ? value : each] as const);
    return isArray ? entries.map(([, each]) => each) : ownProperties(entries);
  };
  for (const [key, value] of Object.entries(valid)) {
    for (const forged of forgeriesOf(value, hostileValues)) yield copy(key, forged);
    for (const hostile of hostileValues) yield copy(key, hostile);
    if (!isArray) yield ownProperties(Object.entries(valid).filter(([name]) => name !== key));
  }
  if (!isArray) {
    for (const key of ['__proto__', 'constructor', 'toJSON', 'unknown'])
      yield ownProperties([...Object.entries(valid), [key, { polluted: true }]]);
  }
}

/** Also `__proto__` is a property like any other in JSON. */
function ownProperties(entries: Iterable<readonly [string, unknown]>): object {
  const object = {};
  for (const [key, value] of entries)
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { a: value };
  return value;
}
