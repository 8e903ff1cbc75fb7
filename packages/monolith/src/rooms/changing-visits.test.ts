import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import type { MonolithId, RoomKey } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import type { Guest } from '../clients/entrance.ts';
import { sessionIdOf } from '../store/sessions.ts';
import {
  createLounge,
  LOUNGE,
  startTestMonolith,
  temporaryDirectory,
  type TestMonolith,
} from '../testing/test-monolith.ts';
import { UnreliableStore } from '../testing/unreliable-store.ts';

/** Says nothing about a room before it is let go on. */
class SlowStore extends UnreliableStore {
  readonly #gate = Promise.withResolvers<void>();
  isAsked = false;

  goOn(): void {
    this.#gate.resolve();
  }

  override async claim(room: RoomKey, by: MonolithId) {
    this.isAsked = true;
    await this.#gate.promise;
    return super.claim(room, by);
  }
}

describe('visitors who change', () => {
  const directory = temporaryDirectory();
  let monolith: TestMonolith;
  let store: SlowStore;
  let guest: Guest;

  beforeEach(async () => {
    monolith = await startTestMonolith(directory.path, { wrap: (sqlite) => (store = new SlowStore(sqlite)) });
    await createLounge(monolith);
    guest = monolith.guest(LOUNGE, await monolith.sessions.grant());
    monolith.visits.joined(guest, false);
    await until('its room is being loaded', () => store.isAsked);
  });
  afterEach(async () => {
    await monolith.close();
    directory.remove();
  });

  async function rename(name: string): Promise<void> {
    const sessionId = sessionIdOf(guest.token);
    await monolith.sessions.rename(sessionId, name);
    monolith.visits.sessionChanged(sessionId);
  }

  async function namesInTheRoom(): Promise<string[]> {
    const opened = await monolith.rooms.open(LOUNGE);
    const user = await monolith.sessions.find(guest.token);
    if (opened.kind !== 'open' || user === null) return [];
    return opened.host.view(user).users.map(({ name }) => name);
  }

  it('[MSG-24] have the new name although they changed it while their room was being loaded', async () => {
    await rename('Ann');
    store.goOn();
    await until('the room knows', async () => (await namesInTheRoom()).includes('Ann'));
  });

  it('[LNK-26] have the new name at a second Join, too', async () => {
    store.goOn();
    await until('the client has joined', () => monolith.entrance.hasJoined(guest.id));
    await rename('Ann');
    await until('the room knows', async () => (await namesInTheRoom()).includes('Ann'));
    monolith.visits.joined(guest, false);
    expect(await namesInTheRoom()).toEqual(['Ann']);
  });
});
