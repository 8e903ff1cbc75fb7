import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import type { RunningBalancer } from '@usher/balancer';
import type { PlayedMonolith } from './played-monolith.ts';

/** A client whose Join has been answered; what it hears from now on is the test's. */
export interface Entered extends Disposable {
  readonly client: TestClient;
  readonly id: string;
}

/** Opens a client and answers its Join, as every Monolith but a seed-only one does (CON-3). */
export async function enter(
  balancer: RunningBalancer,
  monolith: PlayedMonolith,
  room: string,
): Promise<Entered> {
  const before = monolith.joins().length;
  const client = await TestClient.join(balancer.port, room);
  const join = await until('the Join arrives', () => monolith.joins()[before]);
  await answer(monolith, { client, id: join.client }, room);
  return { client, id: join.client, [Symbol.dispose]: () => client.terminate() };
}

/** Answers a Join with the first message for its client. */
export async function answer(
  monolith: PlayedMonolith,
  { client, id }: { client: TestClient; id: string },
  room: string,
): Promise<void> {
  client.heard.length = 0;
  monolith.sendTo(room, id, '{"action":"sync"}');
  await until('the answer is heard', () => client.heard.length > 0);
  client.heard.length = 0;
}
