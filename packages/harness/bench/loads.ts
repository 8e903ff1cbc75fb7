import { until } from '@usher/kit/testing';
import { cpuPerUnit } from './cpu-per-unit.ts';
import type { Pace } from './pace.ts';
import { frameBytes } from './processes/raw-client.ts';
import type { Stand } from './stand.ts';

/** So many messages in one go, and so on. */
export type Load = Pace & { readonly burst: number };

/** A client's message of 120 bytes. */
export const MESSAGE = `{"action":"req","request":{"type":9,"text":"${'x'.repeat(120 - 46)}"}}`;

/** A broadcast of 200 bytes. */
export const BROADCAST = `{"action":"event","text":"${'x'.repeat(200 - 28)}"}`;

/** However busy the machine is. */
const COME_WITHIN_MS = 30_000;

/** CPU per message from the clients to the other end; all of them get there, or it throws. */
export function relayCost({ server, clients }: Stand, load: Load): Promise<number> {
  return cpuPerUnit(server.pid, async () => {
    const before = await server.messages();
    const sent = await clients.ask('send', { ...load, text: MESSAGE });
    await until(
      'all messages have come',
      async () => (await server.messages()) - before === sent,
      COME_WITHIN_MS,
    );
    return sent;
  });
}

/** CPU per delivery of what is said to the clients' rooms in turn; all of them get all, or it throws. */
export function fanOutCost({ server, clients, clientCount, perRoom }: Stand, load: Load): Promise<number> {
  return cpuPerUnit(server.pid, async () => {
    const before = await clients.ask('received');
    const said = await server.broadcast({ ...load, rooms: clientCount / perRoom, text: BROADCAST });
    const bytes = said * perRoom * frameBytes(BROADCAST);
    await until(
      'all deliveries have come',
      async () => (await clients.ask('received')) - before === bytes,
      COME_WITHIN_MS,
    );
    return said * perRoom;
  });
}
