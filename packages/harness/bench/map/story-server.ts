import { fileResponse } from '@usher/kit/runtime';
import type { FollowedEvent } from '@usher/protocol/operators';
import { assets, mapPage } from '@usher/web';
import type { SiteStory } from './site-story.ts';

const TELL_EVERY_MS = 20;

/** An operators' port that tells a made-up story, so many events per second; `await using` ends it. */
export function serveStory(
  story: SiteStory,
  eventsPerSecond: number,
): { readonly url: string } & AsyncDisposable {
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    routes: {
      '/': (request) => fileResponse(mapPage, request),
      '/session': Response.json({ state: 'open' }),
      '/peers': Response.json([]),
      '/events': () =>
        new Response(tell(story, eventsPerSecond), { headers: { 'Content-Type': 'text/event-stream' } }),
    },
    fetch(request) {
      const asset = assets.get(new URL(request.url).pathname);
      return asset === undefined ? new Response(null, { status: 404 }) : fileResponse(asset, request);
    },
  });
  return { url: server.url.href, [Symbol.asyncDispose]: () => server.stop(true) };
}

function tell(story: SiteStory, eventsPerSecond: number): ReadableStream<string> {
  let timer: ReturnType<typeof setInterval> | undefined;
  return new ReadableStream<string>({
    start(controller) {
      const say = (event: FollowedEvent) => controller.enqueue(`data: ${JSON.stringify(event)}\n\n`);
      say(story.state());
      let [told, figures] = [0, 0];
      const startedAt = performance.now();
      timer = setInterval(() => {
        const seconds = (performance.now() - startedAt) / 1000;
        for (const event of story.events(seconds * eventsPerSecond - told)) {
          say(event);
          told++;
        }
        if (seconds <= figures) return;
        figures++;
        say(story.figures());
      }, TELL_EVERY_MS);
    },
    cancel: () => clearInterval(timer),
  });
}
