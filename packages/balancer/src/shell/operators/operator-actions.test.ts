import { describe, expect, it } from 'bun:test';
import type { RouterInput } from '../../core/router-io.ts';
import { World } from '../../../test/router-world.ts';
import { OperatorActions } from './operator-actions.ts';

/** Two Monoliths of one kind, the first of which has the room `foo`. */
function site(kind: 'full' | 'ott' | 'seed') {
  const world = new World();
  world.up('a', { kind });
  if (kind === 'seed') world.enter('c1');
  else world.loaded('a', 'foo', 1);
  world.up('b', { kind });
  const inputs: RouterInput[] = [];
  const actions = new OperatorActions({ router: world.router, apply: (input) => void inputs.push(input) });
  return { actions, inputs };
}

const order = () => new Request('http://balancer/rooms/foo/move', { method: 'POST' });

describe('an order to move a room', () => {
  it('[BAL-30] [LNK-40] is carried out by a Monolith that can be told where to', async () => {
    const { actions, inputs } = site('full');
    expect((await actions.moveRoom('foo', order())).status).toBe(202);
    expect(inputs.map(({ kind }) => kind)).toEqual(['operator-move']);
  });

  it.each([
    ['ott', 'cannot be told where to; to have all its rooms elsewhere, drain it'],
    ['seed', 'knows only the seed protocol and cannot be asked'],
  ] as const)('[BAL-30] is refused for one of the kind %s, and it is said why', async (kind, why) => {
    const { actions, inputs } = site(kind);
    const response = await actions.moveRoom('foo', order());
    expect([response.status, await response.text()]).toEqual([409, expect.stringContaining(why)]);
    expect(inputs).toEqual([]);
  });

  it('[BAL-30] [OTT-2] is not needed to drain one that lets go of its rooms', () => {
    const { actions, inputs } = site('ott');
    expect(actions.drainMonolith('a').status).toBe(202);
    expect(inputs.map(({ kind }) => kind)).toEqual(['drain-monolith']);
  });
});
