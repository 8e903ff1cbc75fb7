import type { Server } from 'bun';
import type { Registry } from 'prom-client';

export interface OperatorOptions {
  readonly host: string;
  readonly port: number;
  readonly metrics: Registry;
  /** At least one Monolith is connected and the process is not draining (BAL-30). */
  readonly isReady: () => boolean;
}

/** The listener for operators: health, readiness, metrics (BAL-30). */
export function serveOperators({ host, port, metrics, isReady }: OperatorOptions): Server<undefined> {
  return Bun.serve({
    hostname: host,
    port,
    routes: {
      '/healthz': () => new Response('ok\n'),
      '/readyz': () => (isReady() ? new Response('ready\n') : new Response('not ready\n', { status: 503 })),
      '/metrics': async () =>
        new Response(await metrics.metrics(), { headers: { 'Content-Type': metrics.contentType } }),
    },
    fetch: () => new Response('not found: there are /healthz, /readyz and /metrics\n', { status: 404 }),
  });
}
