import type { ServerWebSocket } from 'bun';
import { FakeServer, type Received } from './fake-server.ts';

/** A frame of the `ott` dialect. */
export type OttFrame = Received<{ type: string; payload: Record<string, unknown> }>;

interface OttRoom {
  readonly room: Record<string, unknown>;
  readonly load_epoch: number;
}

/**
 * An OpenTogetherTube server on its link (spec 6): it says `init` at once, ignores what comes before the Balancer's, and gossips right after
 * that. All else it says is the test's to say.
 */
export class OttServer extends FakeServer<OttFrame['json']> {
  /** What came before the Balancer's `init`. */
  readonly ignored: OttFrame[] = [];
  /** What it gossips of. */
  rooms: readonly OttRoom[] = [];
  readonly #id: string;
  readonly #ready = new WeakSet<ServerWebSocket>();

  constructor(options: { id?: string; port?: number } = {}) {
    super(options.port);
    this.#id = options.id ?? crypto.randomUUID();
  }

  /** What `init` says of each Balancer that has connected. */
  balancers(): unknown[] {
    return this.ofType('init').map(({ json }) => json.payload);
  }

  ofType(type: string): OttFrame[] {
    return this.received.filter(({ json }) => json.type === type);
  }

  say(type: string, payload: unknown): void {
    this.send(JSON.stringify({ type, payload }));
  }

  /** All eight keys, as the real one writes them (OTT-5). */
  describe(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      name,
      title: '',
      description: '',
      isTemporary: true,
      visibility: 'public',
      queueMode: 'manual',
      currentSource: null,
      users: 0,
      ...more,
    };
  }

  protected override greeting(): string {
    return JSON.stringify({
      type: 'init',
      payload: { port: this.httpPort, region: 'unknown', id: this.#id },
    });
  }

  protected override heard(frame: OttFrame, from: ServerWebSocket): void {
    const isInit = frame.json.type === 'init';
    if (!isInit && !this.#ready.has(from)) return void this.ignored.push(frame);
    super.heard(frame, from);
    if (!isInit) return;
    this.#ready.add(from);
    from.send(JSON.stringify({ type: 'gossip', payload: { rooms: this.rooms } }));
  }
}
