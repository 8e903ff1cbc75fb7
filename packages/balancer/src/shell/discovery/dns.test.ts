import { describe, expect, it } from 'bun:test';
import { DnsServer } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { DnsMethod, type RecordType } from './dns.ts';
import { authority } from './link-address.ts';

const NAME = 'monoliths.test';

async function lookUp(
  server: DnsServer,
  type: RecordType,
  signal = new AbortController().signal,
): Promise<string[]> {
  const method = new DnsMethod({ query: NAME, type, port: 3002, server: server.address });
  return (await method.lookUp(signal)).map(authority).toSorted();
}

describe('discovery by DNS', () => {
  it('[BAL-1] yields one address per A or AAAA record, and sees every change at once', async () => {
    await using server = await DnsServer.start();
    server.set(NAME, 'A', ['10.0.0.1', '10.0.0.2']);
    server.set(NAME, 'AAAA', ['fdaa::1']);
    expect(await lookUp(server, 'A')).toEqual(['10.0.0.1:3002', '10.0.0.2:3002']);
    expect(await lookUp(server, 'AAAA')).toEqual(['[fdaa::1]:3002']);
    expect(await lookUp(server, 'A+AAAA')).toEqual(['10.0.0.1:3002', '10.0.0.2:3002', '[fdaa::1]:3002']);
    server.set(NAME, 'A', ['10.0.0.3']); // the TTL was a minute
    expect(await lookUp(server, 'A')).toEqual(['10.0.0.3:3002']);
  });

  it('[BAL-1] finds nothing under a name that does not exist or has no such record', async () => {
    await using server = await DnsServer.start();
    for (const type of ['A', 'AAAA', 'A+AAAA', 'SRV'] as const)
      expect(await lookUp(server, type)).toEqual([]);
    server.set(NAME, 'A', []);
    expect(await lookUp(server, 'A')).toEqual([]);
    server.set(NAME, 'A', ['10.0.0.1']);
    expect(await lookUp(server, 'A+AAAA')).toEqual(['10.0.0.1:3002']);
  });

  it('[BAL-1] fails rather than to yield half a list', async () => {
    await using server = await DnsServer.start();
    server.set(NAME, 'A', ['10.0.0.1']);
    server.set(NAME, 'AAAA', 'server-failed');
    expect(await failureOf(lookUp(server, 'A+AAAA'))).toContain('SERVFAIL');
    server.set(NAME, 'AAAA', 'refused');
    expect(await failureOf(lookUp(server, 'A+AAAA'))).toContain('REFUSED');
    server.set(NAME, 'SRV', ['m1.test:4001', 'm2.test:4002']);
    server.set('m1.test', 'A', ['10.0.0.1']);
    server.set('m2.test', 'A', 'server-failed');
    expect(await failureOf(lookUp(server, 'SRV'))).toContain('SERVFAIL');
  });

  it('[BAL-1] takes long answers over TCP, and never the part that fits', async () => {
    await using server = await DnsServer.start();
    const addresses = Array.from({ length: 100 }, (_, index) => `10.0.1.${index}`);
    server.set(NAME, 'A', addresses);
    expect(await lookUp(server, 'A')).toEqual(addresses.map((address) => `${address}:3002`).toSorted());
    server.answersTcp = false;
    expect(await failureOf(lookUp(server, 'A'))).not.toBe('none');
  });

  it('[BAL-1] gives up on a silent server when it is told to', async () => {
    await using server = await DnsServer.start();
    server.set(NAME, 'A', 'silence');
    const attempt = new AbortController();
    const answer = lookUp(server, 'A', attempt.signal);
    await until('it has been asked', () => server.queries.length > 0);
    attempt.abort();
    expect(await failureOf(answer)).toContain('CANCELLED');
  });

  it('[BAL-1] asks the same server for the targets of SRV records, which name their ports', async () => {
    await using server = await DnsServer.start();
    server.set(NAME, 'SRV', ['m1.test:4001', 'm2.test:4002', 'm6.test:4006', 'gone.test:4009']);
    server.set('m1.test', 'A', ['10.0.0.1']);
    server.set('m1.test', 'AAAA', ['fdaa::1']);
    server.set('m2.test', 'A', ['10.0.0.2']);
    server.set('m6.test', 'AAAA', ['fdaa::6']);
    expect(await lookUp(server, 'SRV')).toEqual(['10.0.0.1:4001', '10.0.0.2:4002', '[fdaa::6]:4006']);
  });
});

const failureOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'none',
    (error: Error) => error.message,
  );
