import type { SimulatedProcess } from '../simulated-process.ts';
import type { ConnectionEnd } from './connection-end.ts';
import type { Dialled, Network } from './network.ts';
import { SimulatedServerSocket, type ServerSocketEvents } from './server-socket.ts';
import type { SocketSpy } from './socket-spy.ts';
import { Topics } from './topics.ts';

/** As much of the options of `Bun.serve` as the link's server gives. */
interface ServeOptions {
  readonly port: number;
  fetch(request: Request, server: unknown): Promise<Response | undefined> | Response | undefined;
  readonly websocket: ServerSocketEvents<unknown> & {
    readonly backpressureLimit: number;
    open(ws: SimulatedServerSocket<unknown>): void;
    drain(ws: SimulatedServerSocket<unknown>): void;
  };
}

/** `Bun.serve` for one process: its sockets come from the network. */
export function simulatedServe(
  network: Network,
  process: SimulatedProcess,
  spy: (end: ConnectionEnd) => SocketSpy,
): typeof Bun.serve {
  const serve = (options: ServeOptions) => {
    const { websocket } = options;
    const sockets = new Set<SimulatedServerSocket<unknown>>();
    /** Requests that are not answered yet; a server that is stopped for good ends them too. */
    const pending = new Set<ConnectionEnd>();
    const events: ServerSocketEvents<unknown> = {
      message: (ws, text) => websocket.message(ws, text),
      ping: (ws) => websocket.ping(ws),
      pong: (ws) => websocket.pong(ws),
      close(ws, code, reason) {
        sockets.delete(ws);
        websocket.close(ws, code, reason);
      },
    };
    const answer = async (end: ConnectionEnd, { url, headers }: Dialled): Promise<void> => {
      const request = new Request(url.replace(/^ws/, 'http'), { headers });
      pending.add(end);
      const server = {
        requestIP: () => ({ address: end.peer }),
        upgrade(_: Request, { data }: { data: unknown }): boolean {
          if (!pending.delete(end) || end.state !== 'connecting') return false;
          end.accept();
          const { backpressureLimit } = websocket;
          const ws = new SimulatedServerSocket({
            end,
            data,
            backpressureLimit,
            topics: new Topics(),
            spy: spy(end),
            events,
          });
          sockets.add(ws);
          websocket.open(ws);
          return true;
        },
      };
      await options.fetch(request, server);
      if (pending.delete(end)) end.refuse();
    };
    const stopListening = network.listen(process, (end, dialled) => void answer(end, dialled));
    return {
      port: options.port,
      stop(force = false): Promise<void> {
        stopListening();
        if (!force) return Promise.resolve();
        for (const ws of [...sockets]) ws.terminate();
        for (const end of pending) end.refuse();
        pending.clear();
        return Promise.resolve();
      },
    };
  };
  return serve as unknown as typeof Bun.serve;
}
