import type { Clock, Timers } from '@usher/kit';
import { createLogger, realClock, realTimers } from '@usher/kit/runtime';
import { LinkAuth } from '@usher/link-auth';
import { monolithId, roomKey, type MonolithId, type RoomKey } from '@usher/protocol';
import type { DialectName } from '@usher/protocol/link';
import { MonolithLink, type LinkedClient, type LinkEvents, type LoadedRoom } from '@usher/monolith-link';

export const SECRET = 'the-secret-of-this-test-cluster-0123456789';
export const key = (name: string): RoomKey => roomKey(name) as RoomKey;

/** The smallest Monolith on the library: it notes what happens, and its test answers. */
export class NotingMonolith implements AsyncDisposable {
  readonly notes: string[] = [];
  readonly said: { client: LinkedClient; message: Readonly<Record<string, unknown>> }[] = [];
  rooms: LoadedRoom[] = [];
  readonly id: MonolithId;
  readonly link: MonolithLink;
  readonly port: number;

  constructor(
    auth: 'static' | 'signed' | 'none' = 'static',
    dialect: DialectName = 'seed',
    time: { clock: Clock; timers: Timers } = { clock: realClock, timers: realTimers },
  ) {
    // Balancers of the other dialect take no id but a UUID.
    this.id = monolithId(dialect === 'ott' ? crypto.randomUUID() : 'm1');
    const note = (text: string) => void this.notes.push(text);
    const events: LinkEvents = {
      joined: ({ id, room }, { resume }) => note(`joined ${id} ${room}${resume ? ' resume' : ''}`),
      said: (client, message) => {
        note(`said ${client.id}`);
        this.said.push({ client, message });
      },
      left: ({ id }) => note(`left ${id}`),
      suspended: ({ id }, forMs) => note(`suspended ${id} ${forMs}`),
      load: (room) => note(`load ${room}`),
      unload: (room, epoch, reason, to) => note(`unload ${room} ${epoch} ${reason} ${to}`),
      rooms: () => this.rooms,
    };
    this.link = new MonolithLink({
      dialect,
      id: this.id,
      region: 'here',
      httpPort: 3000,
      auth: new LinkAuth({ auth, secrets: [SECRET] }),
      events,
      ...time,
      log: createLogger('monolith', 'silent'),
    });
    this.port = this.link.listen({ host: '127.0.0.1', port: 0 }).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.link.close();
  }
}
