import { describe, expect, it } from 'bun:test';
import type { Figures } from '@usher/protocol/operators';
import { combined, NO_HISTORY, withFigures, type History } from './rates.ts';
import { QUIET_FIGURES } from './testing/quiet-figures.ts';

const figures = (fromClients: number, lagMs = 0): Figures => ({
  ...QUIET_FIGURES,
  clients: { authenticating: 1, waiting: 2, served: 3 },
  messages: { fromClients, toClients: 2 * fromClients, toRooms: fromClients },
  lagMs,
  queueBytes: { toClients: 10, toMonoliths: 20, fromClients: 30 },
});

describe('the last minute', () => {
  it('[WEB-20] shows how counters grow, and not what they were before', () => {
    let history = withFigures(NO_HISTORY, null, figures(1000));
    history = withFigures(history, figures(1000), figures(1012));
    history = withFigures(history, figures(1012), figures(5)); // the Balancer has begun anew
    expect(history).toEqual({
      clients: [6, 6, 6],
      fromClients: [0, 12, 0],
      toClients: [0, 36, 0],
      queue: [60, 60, 60],
      lag: [0, 0, 0],
    });
  });

  it('[WEB-20] is not longer than a minute', () => {
    let history: History = NO_HISTORY;
    for (let n = 0; n < 100; n++) history = withFigures(history, figures(n), figures(n + 1));
    expect(history.fromClients).toHaveLength(60);
  });

  it('[WEB-20] of several Balancers is their sum, and the worst of their lags', () => {
    const one = withFigures(withFigures(NO_HISTORY, null, figures(0, 1)), figures(0), figures(10, 7));
    const two = withFigures(NO_HISTORY, null, figures(0, 4));
    expect(combined([one, two])).toMatchObject({ clients: [6, 12], fromClients: [0, 10], lag: [1, 7] });
    expect(combined([])).toEqual(NO_HISTORY);
  });
});
