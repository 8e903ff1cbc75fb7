import { RoomClient, SiteApi } from '@usher/client';
import type { PlayerStatus, RoomRequest } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { TestBrowser } from './browser.ts';
import { makeClips, MediaServer, type ClipName } from './media/index.ts';
import { startSite } from './site.ts';
import { tempDir } from './temp-dir.ts';

/** A site, a host of media that it may use, a room, and somebody in it who has no player: they decide what happens. */
export class Screening implements AsyncDisposable {
  readonly media: MediaServer;
  readonly host: RoomClient;
  readonly url: string;
  readonly browser: TestBrowser;
  /** What players have reported since the last item was shown. */
  reports: PlayerStatus[] = [];
  readonly #resources: AsyncDisposableStack;

  private constructor(
    parts: Pick<Screening, 'media' | 'host' | 'url' | 'browser'>,
    resources: AsyncDisposableStack,
  ) {
    this.media = parts.media;
    this.host = parts.host;
    this.url = parts.url;
    this.browser = parts.browser;
    this.#resources = resources;
    this.host.onMessage((message) => {
      if (message.action !== 'user' || message.update.kind !== 'update') return;
      const { status } = message.update.value;
      if (status !== undefined) this.reports.push(status);
    });
  }

  static async start(
    clips: readonly ClipName[] = [],
    options: { seconds?: number } = {},
  ): Promise<Screening> {
    await using resources = new AsyncDisposableStack();
    const directory = resources.use(tempDir());
    await makeClips(directory.path, { names: clips, seconds: options.seconds ?? 30 });
    const media = resources.use(new MediaServer(directory.path));
    const site = resources.use(
      await startSite({ balancers: 1, monoliths: 1 }, { monolith: { media_allow_hosts: [media.host] } }),
    );
    const browser = resources.use(await TestBrowser.start());
    const origin = `http://127.0.0.1:${site.balancers[0]?.ports.port}`;
    const api = new SiteApi(origin);
    const token = await api.grantToken();
    const room = await api.generateRoom(token);
    const host = new RoomClient({ site: origin, room, token });
    resources.defer(() => host.stop());
    host.start();
    await until('the host is in', () => host.connection.state === 'open');
    return new Screening({ media, host, browser, url: `${origin}/room/${room}` }, resources.move());
  }

  /** Sends a request of the host's. */
  ask(request: RoomRequest): void {
    if (!this.host.send(request)) throw new Error('the host is not in the room');
  }

  /** Adds a link, and waits until it is what the room plays next. */
  async show(url: string): Promise<void> {
    this.ask({ type: 5, url });
    await until(`${url} is current`, () => this.host.view.room?.currentSource != null, 15_000);
  }

  /** Adds a link to the queue. */
  async queue(url: string): Promise<void> {
    const before = this.host.view.room?.queue.length ?? 0;
    this.ask({ type: 5, url });
    await until(`${url} is queued`, () => (this.host.view.room?.queue.length ?? 0) > before, 15_000);
  }

  async skip(): Promise<void> {
    const before = this.host.view.room?.currentSource;
    this.ask({ type: 3 });
    await until('it is skipped', () => this.host.view.room?.currentSource !== before);
  }

  /** Somebody with a player, in a browser of their own. */
  async join(
    prepare: (page: Page) => Promise<void> = async () => {},
    options: Parameters<TestBrowser['open']>[1] = {},
  ): Promise<Page> {
    const page = await this.browser.open(this.url, options, prepare);
    await page.getByRole('log', { name: 'Chat' }).waitFor();
    return page;
  }

  async hasReported(status: PlayerStatus): Promise<void> {
    await until(`the room knows: ${status}`, () => this.reports.includes(status));
  }

  /** The statuses of all who have a player. */
  statuses(): readonly string[] {
    const { users, you } = this.host.view;
    return users.filter(({ id }) => id !== you).map(({ status }) => status);
  }

  async allReady(): Promise<void> {
    await until('all players are ready', () => this.statuses().every((status) => status === 'ready'), 30_000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}
