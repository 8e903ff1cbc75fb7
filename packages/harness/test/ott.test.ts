import { describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { startRole, startSite, type RoleProcess } from '@usher/harness';
import { OttBalancer, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import recorded from '../../../vectors/ott-conversation.json';
import { Talker } from '../src/talker.ts';

const STOP = (monolith: RoleProcess<'monolith'>) => monolith.stop();
const KILL = (monolith: RoleProcess<'monolith'>) => monolith.kill();
const ott = { monolith: { dialect: 'ott' } } as const;

describe('a Monolith behind an OpenTogetherTube balancer', () => {
  it('[OTT-3] [MSG-20] says what an OpenTogetherTube server was recorded to say, in its order', async () => {
    await using monolith = await startRole('monolith', ott);
    expect(monolith.logs).toContain('links are not authenticated');
    const { room, write, settle } = await casting(monolith);
    using balancer = await linkedTo(monolith);
    for (const { says, hears } of recorded.steps) {
      const before = said(balancer).length;
      balancer.send(write(says));
      await until('the answer is whole', () => said(balancer).length >= before + hears.length);
      settle(said(balancer));
      const answer = said(balancer).slice(before);
      expect(answer).toMatchObject(JSON.parse(write(hears)) as object[]);
      expect(answer).toHaveLength(hears.length);
    }
    expect(balancer.rejected).toEqual([]);
    expect(balancer.ofType('loaded')[0]).toMatchObject({ room: { name: room } });
  });

  it('[OTT-2] [OTT-5] loads a room without a client, and answers in any case of its name', async () => {
    await using monolith = await startRole('monolith', ott);
    const { room, tokens } = await casting(monolith);
    using balancer = await linkedTo(monolith);
    balancer.tell('load', { room });
    await balancer.hears('loaded');
    const client = { room: room.toUpperCase(), id: crypto.randomUUID(), token: tokens[0] };
    balancer.join(client);
    await balancer.hears('room_msg', ({ client_id }) => client_id === client.id);
    expect(balancer.ofType('room_msg')[0]).toMatchObject({ room: room.toUpperCase() });
  });

  it('[OTT-6] [LNK-41] a client that is joined again after its link was lost has never been away', async () => {
    await using monolith = await startRole('monolith', ott);
    const { room, tokens } = await casting(monolith);
    const [witness, client] = tokens.map((token) => ({ room, token, id: crypto.randomUUID() }));
    if (witness === undefined || client === undefined) throw new Error('two clients are needed');
    const joins = async (balancer: OttBalancer, joining: typeof client) => {
      balancer.join(joining);
      const isYou = () => balancer.messagesFor(joining).some(({ action }) => action === 'you');
      await until('it has joined', isYou);
    };
    using far = await linkedTo(monolith);
    await joins(far, witness);
    const near = await linkedTo(monolith);
    await joins(near, client);
    await far.hears('room_msg', isEventOf(client));
    const { length: before } = far.messagesFor(witness);
    near[Symbol.dispose]();
    using again = await linkedTo(monolith);
    await joins(again, client);
    again.say(client, { action: 'req', request: { type: 11, text: 'here' } });
    await until('it is heard', () => far.messagesFor(witness).length > before);
    expect(far.messagesFor(witness).slice(before)).toMatchObject([{ action: 'chat', text: 'here' }]);
  });
});

describe('a site that speaks ott', () => {
  for (const [how, end] of [
    ['is stopped: nobody is seen to go', STOP],
    ['is killed', KILL],
  ] as const) {
    it(`[OTT-3] [OTT-6] [CON-4] people chat and play, and go on when their Monolith ${how}`, async () => {
      await using site = await startSite({ monoliths: 2, balancers: 1 }, ott);
      const port = site.balancers[0]?.ports.port ?? 0;
      const api = new SiteApi(`http://127.0.0.1:${port}`);
      const tokens = [await api.grantToken(null), await api.grantToken(null)] as const;
      const room = await api.generateRoom(tokens[0]);
      using alice = await Talker.join(port, room, tokens[0]);
      using bob = await TestClient.join(port, room, tokens[1]);
      await bob.hears('who it is', ({ action }) => action === 'you');
      await until('she knows him', () => alice.users.size === 2);
      alice.say();
      await bob.hears('her', ({ action }) => action === 'chat');
      bob.say({ action: 'req', request: { type: 2, state: true } });
      await bob.hears('that it plays', ({ action, isPlaying }) => action === 'sync' && isPlaying === true);
      alice.forgetComings();

      const owner = site.monoliths.find(({ id }) => id === alice.monoliths[0]);
      if (owner === undefined) throw new Error('nobody has the room');
      await end(owner);
      await until('she is in the room again', () => alice.monoliths.length === 2);
      alice.say();
      await bob.hears('her again', ({ action, text }) => action === 'chat' && text === `${alice.name} 2`);
      // Who was in the room is in its state, unless they came after it was last saved (OWN-4).
      if (end === STOP) expect(alice.comings).toEqual([]);
      expect([alice.closed, bob.closed]).toEqual([null, null]);
      expect(alice.users.size).toBe(2);
    });
  }
});

async function linkedTo(monolith: RoleProcess<'monolith'>): Promise<OttBalancer> {
  const balancer = new OttBalancer(monolith.ports.linkPort ?? 0);
  await balancer.linked();
  return balancer;
}

const isEventOf =
  ({ id }: { id: string }) =>
  ({ payload }: Record<string, unknown>) =>
    JSON.stringify(payload).includes(`"event","request":{"type":0,"info":{"id":"${id}"`);

/** What the recorded server would have said, too: without its rooms’ reports, and without what only our clients listen to. */
function said(balancer: OttBalancer): OttBalancer['received'] {
  return balancer.received.filter(
    ({ type, payload }) =>
      ['room_msg', 'kick', 'unloaded'].includes(type) &&
      (payload['payload'] as { action?: unknown } | undefined)?.action !== 'chats',
  );
}

/** A room and two users in the roles of the recorded ones. */
async function casting(monolith: RoleProcess<'monolith'>) {
  const api = new SiteApi(`http://127.0.0.1:${monolith.ports.httpPort}`);
  const tokens = [await api.grantToken(null), await api.grantToken(null)] as const;
  const room = await api.generateRoom(tokens[0]);
  const roles = new Map([[recorded.room, room]]);
  Object.keys(recorded.users).forEach((role, n) => roles.set(role, tokens[n] ?? ''));
  return {
    room,
    tokens,
    /** A recorded frame as it is here. */
    write: (frame: unknown) =>
      [...roles].reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(frame)),
    /** Learns from the Joins what the users are called here. */
    settle: (frames: OttBalancer['received']) => {
      const names = frames.flatMap(({ payload }) => {
        const { request } = (payload['payload'] ?? {}) as {
          request?: { type: number; info?: { username: string } };
        };
        return request?.type === 0 && request.info !== undefined ? [request.info.username] : [];
      });
      Object.values(recorded.users).forEach((name, n) => roles.set(name, names[n] ?? name));
    },
  };
}
