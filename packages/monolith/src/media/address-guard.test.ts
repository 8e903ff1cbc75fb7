import { describe, expect, it } from 'bun:test';
import { isPublicAddress } from './address-guard.ts';

const refused = {
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
  'link-local': ['169.254.1.1', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
  metadata: ['169.254.169.254', 'fd00:ec2::254', '168.63.129.16', '100.100.100.200'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  'reserved and broadcast': ['240.0.0.1', '255.255.255.255', '192.0.0.1', '192.88.99.1', '100::1', '5f00::1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  benchmarks: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  'IPv4-mapped': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe'],
  'IPv4-compatible': ['::127.0.0.1', '::8.8.8.8'],
  'NAT64 of such': ['64:ff9b::127.0.0.1', '64:ff9b::a00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::808:808'],
  '6to4 and Teredo': ['2002:7f00:1::', '2002:808:808::1', '2001::1', '2001:0:808:808::1'],
  'no address': ['', 'localhost', '127.1', '0x7f000001', '[::1]', '8.8.8.8.'],
};

describe('isPublicAddress', () => {
  for (const [kind, addresses] of Object.entries(refused)) {
    it(`[MED-1] refuses what is ${kind}`, () => {
      expect(addresses.filter(isPublicAddress)).toEqual([]);
    });
  }

  it('[MED-1] lets the public Internet through, right up to the borders', () => {
    const addresses = [
      '1.1.1.1',
      '8.8.8.8',
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '128.0.0.1',
      '172.15.255.255',
      '172.32.0.0',
      '192.167.255.255',
      '223.255.255.255',
      '2606:4700:4700::1111',
      '2001:4860:4860::8888',
      '2a00:1450::1',
      '::ffff:8.8.8.8',
      '64:ff9b::8.8.8.8',
    ];
    expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
  });
});
