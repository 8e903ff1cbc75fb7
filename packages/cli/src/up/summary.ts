import { networkInterfaces } from 'node:os';
import { styleText } from 'node:util';
import type { SiteAddresses } from './site.ts';

/** What people need to know once the site runs: addresses, where the data is, what to do next. */
export function summary(
  addresses: SiteAddresses,
  { host, dataDir, operatorKey }: { host: string; dataDir: string; operatorKey: string },
): string {
  const [port = 0] = addresses.ports;
  const rows: [string, string][] = [
    ...addresses.ports.map((each): [string, string] => ['Site', `http://localhost:${each}`]),
    ...networkAddresses(host).map((address): [string, string] => [
      'In your network',
      `http://${address}:${port}`,
    ]),
    ...addresses.operatorPorts.map((each): [string, string] => [
      'Live map',
      `http://127.0.0.1:${each}/#key=${encodeURIComponent(operatorKey)}`,
    ]),
    ...addresses.operatorPorts.map((each): [string, string] => [
      'For operators',
      `http://127.0.0.1:${each}/metrics, and /state with the key`,
    ]),
    ['Operators’ key', operatorKey],
    ['Data', dataDir],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `  ${styleText('dim', label.padEnd(width))}  ${value}`);
  return [
    '',
    styleText(['bold', 'green'], '  Usher is running'),
    '',
    ...lines,
    '',
    '  Open the site, create a room, and send its link to a friend.',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}

/** The first address that others in the network can use, if the site listens on it. */
function networkAddresses(host: string): string[] {
  if (host !== '::' && host !== '0.0.0.0') return [];
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .slice(0, 1);
}
