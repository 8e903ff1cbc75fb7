import { BlockList, isIP } from 'node:net';

/** IPv4 networks that are not the public Internet's: private, loopback, link-local, carrier-grade NAT, documentation, benchmarks, multicast, reserved. */
const REFUSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32', // a public number, under which a cloud's machines reach its metadata
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Global unicast, and what stands for one IPv4 address: IPv4-mapped, NAT64. All else, such as fd00::/8, is nobody's to reach. */
const CONSIDERED_V6 = ['2000::/3', '::ffff:0:0/96', '64:ff9b::/96'];

/** Within global unicast: what IETF protocols use among themselves (Teredo, benchmarks, ORCHID), documentation, and 6to4, which leads to any IPv4 address. */
const REFUSED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Whether an address, as a resolver or a URL gives it, is one of the public Internet (MED-1). */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, 'ipv4');
    case 6:
      return considered.check(address, 'ipv6') && !refused.check(address, 'ipv6');
    default:
      return false;
  }
}

const considered = listOf(CONSIDERED_V6);
const refused = listOf([...REFUSED_V4, ...REFUSED_V6, ...REFUSED_V4.flatMap(embedded)]);

/** The IPv6 networks that stand for an IPv4 one. */
function embedded(network: string): string[] {
  const [address = '', bits] = network.split('/');
  return ['::ffff:', '64:ff9b::'].map((prefix) => `${prefix}${address}/${96 + Number(bits)}`);
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
