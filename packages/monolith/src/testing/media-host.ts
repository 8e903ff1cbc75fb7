/** Serves something that calls itself a video, at any path that ends in `.mp4`; a path that begins with `/slow` waits. */
export class MediaHost {
  readonly #server;
  #release: () => void = () => undefined;
  readonly #released = new Promise<void>((resolve) => {
    this.#release = resolve;
  });
  asked = 0;

  constructor() {
    this.#server = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: async ({ url }) => {
        this.asked++;
        const { pathname } = new URL(url);
        if (pathname.startsWith('/slow')) await this.#released;
        if (!pathname.endsWith('.mp4')) return new Response('not here', { status: 404 });
        return new Response('not really', { headers: { 'Content-Type': 'video/mp4' } });
      },
    });
  }

  /** As `media_allow_hosts` names it. */
  get host(): string {
    return `127.0.0.1:${this.#server.port}`;
  }

  /** A video that can be added. */
  video(name: string) {
    return { service: 'direct', id: `http://${this.host}/${name}.mp4` };
  }

  releaseSlow(): void {
    this.#release();
  }

  stop(): Promise<void> {
    return this.#server.stop(true);
  }
}
