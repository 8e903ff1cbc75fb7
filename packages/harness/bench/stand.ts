import type { Worker } from '../src/measuring/worker.ts';
import type { Pace } from './pace.ts';
import type { ClientCommands } from './processes/clients.ts';
import { startWorker } from './start-worker.ts';

/** What is measured, or measured against. */
export type SubjectName = 'balancer' | 'floor' | 'naive' | 'nginx' | 'direct';

export interface Broadcast extends Pace {
  /** It is said to `r-0`, `r-1` and so on in turn, so many of them. */
  readonly rooms: number;
  readonly text: string;
  readonly burst: number;
}

/** A server with the one behind it. */
export interface Server extends AsyncDisposable {
  readonly name: SubjectName;
  /** The process whose CPU and memory count. */
  readonly pid: number;
  readonly port: number;
  /** Messages of clients that have got to the other end. */
  messages(): Promise<number>;
  /** Says something to rooms from the other end; gives how many messages. */
  broadcast(options: Broadcast): Promise<number>;
}

/** A server with clients that have joined. */
export interface Stand extends AsyncDisposable {
  readonly server: Server;
  readonly clients: Worker<ClientCommands>;
  readonly clientCount: number;
  /** Clients of one room; all rooms are full. */
  readonly perRoom: number;
}

/** Opens clients of a server, so many to a room; their rooms are `r-0`, `r-1` and so on. */
export async function withClients(server: Server, clients: number, perRoom: number): Promise<Stand> {
  const worker = startWorker<ClientCommands>('clients');
  const stand = {
    server,
    clients: worker,
    clientCount: clients,
    perRoom,
    async [Symbol.asyncDispose]() {
      await worker[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
  try {
    await worker.ask('open', { port: server.port, clients, perRoom, room: 'r' });
    return stand;
  } catch (error) {
    await stand[Symbol.asyncDispose]();
    throw error;
  }
}

/** Runs with all of them, and leaves nothing of them behind. */
export async function withStands<T>(
  servers: readonly (() => Promise<Server | null>)[],
  clients: { readonly count: number; readonly perRoom: number },
  use: (stands: readonly Stand[]) => Promise<T>,
): Promise<T> {
  await using started = new AsyncDisposableStack();
  const stands: Stand[] = [];
  for (const start of servers) {
    const server = await start();
    if (server === null) continue;
    stands.push(started.use(await withClients(server, clients.count, clients.perRoom)));
  }
  return await use(stands);
}
