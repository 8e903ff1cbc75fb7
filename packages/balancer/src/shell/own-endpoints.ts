import type { Registry } from 'prom-client';
import { errorResponse } from '@usher/client-gate';
import { hasBearer } from './operator-key.ts';

/** What the main port answers itself, as OpenTogetherTube's balancer does (BAL-30). */
export class OwnEndpoints {
  readonly #baseUrl: string;
  #apiKey: string;
  readonly #metrics: Registry;
  readonly #state: () => unknown;

  constructor(options: { baseUrl: string; apiKey: string; metrics: Registry; state: () => unknown }) {
    this.#baseUrl = options.baseUrl;
    this.#apiKey = options.apiKey;
    this.#metrics = options.metrics;
    this.#state = options.state;
  }

  setApiKey(key: string): void {
    this.#apiKey = key;
  }

  /** The answer, or `null` for what is not of these endpoints. */
  async handle(request: Request, { pathname }: URL): Promise<Response | null> {
    if (!pathname.startsWith(this.#baseUrl)) return null;
    switch (pathname.slice(this.#baseUrl.length)) {
      case 'api/status':
        return new Response('OK');
      case 'api/status/metrics':
        if (!hasBearer(request, this.#apiKey)) return unauthorized();
        return new Response(await this.#metrics.metrics(), {
          headers: { 'Content-Type': this.#metrics.contentType },
        });
      case 'api/state':
      case 'api/balancing':
        return hasBearer(request, this.#apiKey) ? Response.json(this.#state()) : unauthorized();
      default:
        return null;
    }
  }
}

const unauthorized = () =>
  errorResponse(401, 'Unauthorized', 'send Authorization: Bearer <api key>', {
    'WWW-Authenticate': 'Bearer',
  });
