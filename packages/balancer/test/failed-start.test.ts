import { describe, expect, it } from 'bun:test';
import { freePort } from '@usher/harness';
import { discoveryConfig } from '../src/shell/discovery/discovery-config.ts';
import { balancerFor } from './start.ts';

const isOpen = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

describe('a Balancer that cannot have one of its ports', () => {
  it.each(['port', 'operator_port', 'push'] as const)(
    '[BAL-33] does not start, and leaves none open: %s',
    async (taken) => {
      const ports = { port: freePort(), operator_port: freePort(), push: freePort() };
      using _ = Bun.serve({ hostname: '127.0.0.1', port: ports[taken], fetch: () => new Response() });
      const { push, ...own } = ports;
      const discovery = discoveryConfig.parse([{ method: 'push', port: push }]);
      expect(balancerFor([{ host: 'unused', port: 1 }], { ...own, discovery })).rejects.toThrow(
        String(ports[taken]),
      );
      const open = await Promise.all(Object.values(ports).map(isOpen));
      expect(Object.keys(ports).filter((_name, index) => open[index])).toEqual([taken]);
    },
  );
});
