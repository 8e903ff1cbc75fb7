import { describe, expect, it } from 'bun:test';
import { LIMITS } from '@usher/protocol';
import { AddressList, completeList } from './address-list.ts';

const [a, b] = ['a', 'b'].map((host) => ({ host, port: 1 })) as [
  { host: string; port: number },
  { host: string; port: number },
];

describe('the addresses of one source', () => {
  it('[BAL-1] are removed after three lists without them', () => {
    const list = new AddressList(3);
    expect(list.update([a, b])).toEqual({ added: ['a:1', 'b:1'], missing: [], removed: [] });
    expect(list.update([a])).toEqual({ added: [], missing: ['b:1'], removed: [] });
    expect(list.update([a])).toEqual({ added: [], missing: ['b:1'], removed: [] });
    expect([list.listed, list.missing]).toEqual([[a], [b]]);
    expect(list.update([a])).toEqual({ added: [], missing: [], removed: ['b:1'] });
    expect([list.listed, list.missing]).toEqual([[a], []]);
  });

  it('[BAL-1] are counted anew when a list names them again', () => {
    const list = new AddressList(3);
    list.update([a, b]);
    for (let n = 0; n < 5; n++) {
      list.update([a]);
      list.update([a]);
      expect(list.update([a, b])).toEqual({ added: [], missing: [], removed: [] });
    }
  });

  it('[BAL-1] [OTT-7] are removed at once where one list is enough', () => {
    const list = new AddressList(1);
    list.update([a]);
    expect(list.update([b])).toEqual({ added: ['b:1'], missing: [], removed: ['a:1'] });
  });
});

describe('a complete list', () => {
  it('[BAL-1] has each address once, is never empty, and is bounded', () => {
    expect(completeList([a, b, { ...a }])).toEqual([a, b]);
    expect(() => completeList([])).toThrow('names no Monolith');
    const many = Array.from({ length: LIMITS.discoveredAddressesMax + 1 }, (_, port) => ({
      host: 'a',
      port,
    }));
    expect(() => completeList(many)).toThrow('more than');
    expect(completeList(many.slice(1))).toHaveLength(LIMITS.discoveredAddressesMax);
  });
});
