import { serveCommands } from '../../src/measuring/worker.ts';

/** The least that an HTTP proxy on this runtime can do: one `fetch` for each request, nothing looked at. */
const [origin = ''] = process.argv.slice(2);

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: ({ url, method, headers, body }) =>
    fetch(origin + new URL(url).pathname, { method, headers, body, redirect: 'manual', decompress: false }),
});

const commands = { port: () => server.port ?? 0 };

export type HttpFloorCommands = typeof commands;

serveCommands(commands);
