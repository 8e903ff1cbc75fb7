import { describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { closeSession, peerAddresses, sessionState } from './operator-api.ts';
import { FakeOperatorsPort } from './testing/operators-port.ts';

describe('what the page asks the operators’ port', () => {
  it('[WEB-20] is answered', async () => {
    using port = new FakeOperatorsPort({ kind: 'whole', body: { state: 'open' } });
    expect(await sessionState(port.origin)).toBe('open');
    expect(await closeSession(port.origin)).toBe(true);
  });

  it('[WEB-20] an answer that breaks off in its middle is none', async () => {
    using port = new FakeOperatorsPort({ kind: 'cut' });
    expect(await peerAddresses(new AbortController().signal, port.origin)).toBeNull();
    expect(await sessionState(port.origin)).toBeNull();
  });

  it('[WEB-20] nor is one that is given up in its middle', async () => {
    using port = new FakeOperatorsPort({ kind: 'stalled' });
    const page = new AbortController();
    const addresses = peerAddresses(page.signal, port.origin);
    await until('its beginning is sent', () => port.asked === 1);
    page.abort();
    expect(await addresses).toBeNull();
  });

  it('[WEB-20] without a network nothing is answered, and nothing fails', async () => {
    const port = new FakeOperatorsPort();
    port[Symbol.dispose]();
    expect(await sessionState(port.origin)).toBeNull();
    expect(await closeSession(port.origin)).toBe(false);
  });
});
