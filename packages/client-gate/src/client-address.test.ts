import { describe, expect, it } from 'bun:test';
import { addressBlock } from './client-address.ts';

describe('addressBlock', () => {
  it('[CON-5] an IPv4 address is one; of an IPv6 address the /64 counts, however it is written', () => {
    const blocks: Record<string, string> = {
      '192.0.2.1': '192.0.2.1',
      '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
      '2001:DB8:0001:2::1': '2001:db8:1:2::/64',
      '2001:db8::1': '2001:db8:0:0::/64',
      '2001:db8:1:2:3::': '2001:db8:1:2::/64',
      '::1': '0:0:0:0::/64',
      '::': '0:0:0:0::/64',
      'fe80::1%eth0': 'fe80:0:0:0::/64',
      '64:ff9b::192.0.2.1': '64:ff9b:0:0::/64',
      'not an address': 'not an address',
    };
    for (const [address, block] of Object.entries(blocks)) expect(addressBlock(address)).toBe(block);
  });
});
