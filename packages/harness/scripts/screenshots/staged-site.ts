import { link } from 'node:fs/promises';
import { join } from 'node:path';
import { RoomClient, SiteApi, type NewRoom } from '@usher/client';
import { startSite, tempDir, requireTool, type SiteProcesses } from '@usher/harness';
import { MediaServer } from '@usher/harness/media';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import { CHAT, FILMS, GUESTS, PUBLIC_ROOMS } from './cast.ts';

/** How much of each film has been watched. */
const WATCHED_S = 192;

/** A site with rooms in which something goes on: guests without a screen who watch, chat and queue. */
export class StagedSite implements AsyncDisposable {
  readonly origin: string;
  readonly quietRoom: string;
  readonly busyRoom: string;
  readonly #media: MediaServer;
  readonly #api: SiteApi;
  readonly #resources: AsyncDisposableStack;

  private constructor(site: SiteProcesses, media: MediaServer, resources: AsyncDisposableStack) {
    this.origin = `http://127.0.0.1:${site.balancers[0]?.ports.port}`;
    this.quietRoom = 'film-club';
    this.busyRoom = 'friday-premiere';
    this.#media = media;
    this.#api = new SiteApi(this.origin);
    this.#resources = resources;
  }

  static async start(): Promise<StagedSite> {
    await using resources = new AsyncDisposableStack();
    const directory = resources.use(tempDir());
    await makeFilms(directory.path);
    const media = resources.use(new MediaServer(directory.path));
    const config = { monolith: { media_allow_hosts: [media.host], rate_limit: 1_000_000 } };
    const site = resources.use(await startSite({ balancers: 1, monoliths: 1 }, config));
    const staged = new StagedSite(site, media, resources.move());
    await staged.#fill();
    return staged;
  }

  /** A room that nobody has been in. */
  async makeRoom(): Promise<string> {
    return this.#api.generateRoom(await this.#api.grantToken());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }

  async #fill(): Promise<void> {
    for (const { film, guests, ...room } of PUBLIC_ROOMS) {
      const [host] = await this.#enter({ ...room, visibility: 'public' }, GUESTS.slice(0, guests));
      this.#play(host, film);
    }
    const [quiet] = await this.#enter(
      { name: this.quietRoom, title: 'Film club', visibility: 'unlisted' },
      GUESTS.slice(0, 2),
    );
    this.#play(quiet, FILMS[0]);
    const busy = await this.#enter(
      { name: this.busyRoom, title: 'Friday premiere', visibility: 'unlisted' },
      GUESTS,
    );
    this.#play(busy[0], FILMS[1]);
    const videos = FILMS.slice(2).map((film) => ({ service: 'direct', id: this.#urlOf(film) }) as const);
    busy[0]?.send({ type: RequestType.Add, videos });
    await until('the queue is full', () => busy[0]?.view.room?.queue.length === videos.length, 20_000);
    for (const [index, text] of CHAT.entries())
      busy[index % busy.length]?.send({ type: RequestType.Chat, text });
  }

  #play(host: RoomClient | undefined, film = 'Nothing'): void {
    host?.send({ type: RequestType.PlayNow, video: { service: 'direct', id: this.#urlOf(film) } });
    host?.send({ type: RequestType.Seek, value: WATCHED_S });
    host?.send({ type: RequestType.Playback, state: true });
  }

  /** Makes a room and lets the guests in, each with a session of their own. */
  async #enter(room: NewRoom, names: readonly string[]): Promise<RoomClient[]> {
    const tokens = await Promise.all(names.map(() => this.#api.grantToken()));
    await this.#api.createRoom(tokens[0] ?? '', room);
    return Promise.all(
      names.map(async (name, index) => {
        const token = tokens[index] ?? '';
        await this.#api
          .user(token)
          .rename(name)
          .catch(() => {});
        const guest = new RoomClient({ site: this.origin, room: room.name, token });
        this.#resources.defer(() => guest.stop());
        guest.start();
        await until(`${name} is in`, () => guest.connection.state === 'open', 20_000);
        guest.reportStatus('ready');
        return guest;
      }),
    );
  }

  #urlOf(film: string): string {
    return `${this.#media.origin}/${encodeURIComponent(film)}.mp4`;
  }
}

/** One calm picture, drawn for ten seconds and repeated for ten minutes, under the name of every film. */
async function makeFilms(directory: string): Promise<void> {
  const drawn = join(directory, 'drawn.mp4');
  const first = join(directory, `${FILMS[0]}.mp4`);
  const picture =
    'gradients=type=radial:size=960x540:rate=5:nb_colors=4:c0=0xffd27d:c1=0xd98c4a:c2=0x6b3f57:c3=0x191530:x0=480:y0=400:x1=960:y1=60:speed=0.00001';
  const encoder = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10'];
  await runFfmpeg('-f', 'lavfi', '-i', picture, '-t', '10', ...encoder, drawn);
  await runFfmpeg('-stream_loop', '59', '-i', drawn, '-c', 'copy', '-movflags', 'faststart', first);
  await Promise.all(FILMS.slice(1).map((film) => link(first, join(directory, `${film}.mp4`))));
}

async function runFfmpeg(...args: readonly string[]): Promise<void> {
  const { path } = requireTool('ffmpeg');
  const run = Bun.spawn([path, '-loglevel', 'error', ...args], { stdin: 'ignore', stderr: 'inherit' });
  if ((await run.exited) !== 0) throw new Error(`ffmpeg failed: ${args.join(' ')}`);
}
