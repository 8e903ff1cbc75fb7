import { describe } from 'bun:test';
import { conformance } from '../src/conformance/conformance.ts';
import { mayMakeNetworks, requireTool, startTwoMachines } from '../src/index.ts';
import { BALANCED, CONFIG } from './conformance-sites.ts';

const isAvailable = requireTool('redis-server').available && requireTool('postgres').available;

describe.skipIf(!isAvailable || !mayMakeNetworks())('on several machines', () => {
  conformance({
    what: 'a Balancer with Monoliths on two machines',
    ...BALANCED,
    start: () => startTwoMachines(CONFIG),
  });
});
