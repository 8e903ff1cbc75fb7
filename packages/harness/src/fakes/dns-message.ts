/** A record's data, as far as Usher asks for it. */
export type DnsRecord =
  | { readonly type: 'A'; readonly address: string }
  | { readonly type: 'AAAA'; readonly address: string }
  | { readonly type: 'SRV'; readonly target: string; readonly port: number };

export type DnsType = DnsRecord['type'];

export interface DnsQuestion {
  readonly id: number;
  readonly name: string;
  readonly type: DnsType | null;
  /** As it came, to be repeated in the answer. */
  readonly bytes: Buffer;
}

const TYPES: Readonly<Record<number, DnsType>> = { 1: 'A', 28: 'AAAA', 33: 'SRV' };
const NUMBERS: Readonly<Record<DnsType, number>> = { A: 1, AAAA: 28, SRV: 33 };
const HEADER_BYTES = 12;
const RESPONSE = 0x8580; // an authoritative answer, recursion as wanted
const TRUNCATED = 0x0200;

/** Reads the one question of a query (RFC 1035). */
export function readQuestion(query: Buffer): DnsQuestion {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const bytes = query.subarray(HEADER_BYTES, at + 5);
  return {
    id: query.readUInt16BE(0),
    name: labels.join('.').toLowerCase(),
    type: TYPES[query.readUInt16BE(at + 1)] ?? null,
    bytes,
  };
}

/** @param code 0: no error, 2: the server failed, 3: no such name, 5: refused */
export function writeAnswer(
  question: DnsQuestion,
  { records, code, truncated }: { records: readonly DnsRecord[]; code: number; truncated: boolean },
): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(question.id, 0);
  header.writeUInt16BE(RESPONSE | code | (truncated ? TRUNCATED : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question.bytes, ...records.map(writeRecord)]);
}

function writeRecord(record: DnsRecord): Buffer {
  const data = dataOf(record);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc000 | HEADER_BYTES, 0); // the name of the question
  head.writeUInt16BE(NUMBERS[record.type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(record: DnsRecord): Buffer {
  if (record.type === 'A') return Buffer.from(record.address.split('.').map(Number));
  if (record.type === 'AAAA') return v6Bytes(record.address);
  const fixed = Buffer.alloc(6);
  fixed.writeUInt16BE(record.port, 4);
  const labels = record.target.split('.').filter((label) => label !== '');
  return Buffer.concat([
    fixed,
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}

function v6Bytes(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const bytes = Buffer.alloc(16);
  for (const [index, group] of [...before, ...zeros, ...after].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2);
  return bytes;
}

const groups = (text: string) => text.split(':').filter((part) => part !== '');
