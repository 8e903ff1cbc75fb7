import { describe, expect, it } from 'bun:test';
import { Chance } from '../chance.ts';
import { EventLog } from '../event-log.ts';
import { SimulatedProcess } from '../simulated-process.ts';
import { Timeline } from '../timeline.ts';
import { Network } from './network.ts';

const LONG_MS = 1000;

describe('the simulated network', () => {
  it('[SIM-1] comes to rest after a connection that was given up before it was refused', () => {
    const timeline = new Timeline();
    const network = new Network(timeline, new Chance(1), new EventLog(() => timeline.now));
    const process = new SimulatedProcess(
      'c1',
      { offsetMs: 0, rate: 1 },
      {
        timeline,
        stepped: () => undefined,
        threw(_, error) {
          throw error;
        },
      },
    );
    const end = network.dial(process, 'b1', { url: 'ws://b1/', headers: {} });
    end.close(1000, '');
    while (timeline.step(LONG_MS));
    expect({ events: timeline.size, connections: network.size }).toEqual({ events: 0, connections: 0 });
  });
});
