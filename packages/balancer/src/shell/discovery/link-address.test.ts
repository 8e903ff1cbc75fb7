import { describe, expect, it } from 'bun:test';
import { authority, linkAddress, parseAuthority } from './link-address.ts';

describe('an address', () => {
  it('[BAL-1] always looks the same, however it was written', () => {
    const written = (host: string) => linkAddress(host, 3002)?.host;
    expect(written('Monolith-1.Internal')).toBe('monolith-1.internal');
    expect(written('FDAA:0:0:0::0002')).toBe('fdaa::2');
    expect(written('127.0.0.1')).toBe('127.0.0.1');
    expect(written('tasks_monolith')).toBe('tasks_monolith');
  });

  it('[BAL-1] is none without a host and a port', () => {
    for (const host of ['', 'a b', 'a/b', 'u@h', 'h:1', '[::1]', '256.1.1.1', ':::'])
      expect(linkAddress(host, 3002)).toBeNull();
    for (const port of [0, -1, 1.5, 65_536, Number.NaN]) expect(linkAddress('h', port)).toBeNull();
  });

  it('[OTT-7] is read from host:port, with brackets around IPv6', () => {
    for (const text of ['h:1', '127.0.0.1:65535', '[::1]:40001', '[fdaa::2]:3002'])
      expect(authority(parseAuthority(text) ?? { host: '', port: 0 })).toBe(text);
    for (const text of ['', 'h', 'h:', ':1', '::1:1', '[::1]', '[h]:1', 'h:0', 'h:65536', 'h:1 ', 'ws://h:1'])
      expect(parseAuthority(text)).toBeNull();
  });
});
