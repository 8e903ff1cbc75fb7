import { describe, expect, it } from 'bun:test';
import { LIMITS } from '@usher/protocol';
import { allowedOrigins, clientLimits } from './client-limits.ts';

describe('the options for clients', () => {
  it('[CON-5] [CFG-1] are by default what the protocol says', () => {
    expect(clientLimits.parse({})).toEqual({
      message: LIMITS.clientMessageBytesMax,
      messages_per_second: LIMITS.clientMessagesPerSecond,
      messages_burst: LIMITS.clientMessagesBurst,
      clients: LIMITS.clientsMax,
      clients_per_ip: LIMITS.clientsPerAddressMax,
      unauthenticated: LIMITS.unauthenticatedMax,
      handshakes_per_second: LIMITS.handshakesPerSecondMax,
      auth_timeout: LIMITS.authTimeoutMs,
      client_ping: LIMITS.clientPingAfterMs,
      client_silence: LIMITS.clientSilenceMs,
      client_queue: LIMITS.clientQueueBytes,
      client_queues: LIMITS.clientQueuesTotalMaxBytes,
      http_idle: LIMITS.httpIdleMs,
    });
  });

  it('[CON-8] [BAL-33] what is not an origin is a configuration error', () => {
    expect(allowedOrigins().parse(['HTTPS://A.example:443', '*'])).toEqual(['https://a.example', '*']);
    for (const bad of ['a.example', 'https://a.example/', 'https://a.example/path', 'ftp://a', ''])
      expect(() => allowedOrigins().parse([bad])).toThrow('same-host');
  });
});
