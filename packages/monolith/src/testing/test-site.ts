import { until } from '@usher/kit/testing';
import type { z } from 'zod';
import { monolithConfig } from '../config.ts';
import { startMonolith, type RunningMonolith } from '../main.ts';
import { TestBalancer } from './test-balancer.ts';
import { TestClient } from './test-client.ts';
import { log, temporaryDirectory } from './test-monolith.ts';

export const API_KEY = 'the key of the administrators';

interface Call {
  readonly at?: RunningMonolith;
  readonly body?: unknown;
  /** In place of the token of the test's own session. */
  readonly headers?: Record<string, string>;
}

type TestSiteConfig = z.input<typeof monolithConfig>;

/** One data directory and the whole Monolith, or several, that use it, on loopback. */
export class TestSite {
  readonly #directory = temporaryDirectory();
  readonly #running: RunningMonolith[] = [];
  readonly #config: TestSiteConfig;
  #token = '';

  private constructor(config: TestSiteConfig) {
    this.#config = config;
  }

  /** @param config what its Monoliths have otherwise than usual */
  static async start(config: TestSiteConfig = {}): Promise<TestSite> {
    const site = new TestSite(config);
    await site.add();
    site.#token = (await site.call('GET', '/api/auth/grant', { headers: {} })).body.token;
    return site;
  }

  /** The Monolith that was started first. */
  get monolith(): RunningMonolith {
    const [first] = this.#running;
    if (first === undefined) throw new Error('no Monolith is running');
    return first;
  }

  /** Of a session that every Monolith knows. */
  get token(): string {
    return this.#token;
  }

  get dataDir(): string {
    return this.#directory.path;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.monolith.httpPort}`;
  }

  async add(): Promise<RunningMonolith> {
    const monolith = monolithConfig.parse({
      host: '127.0.0.1',
      port: 0,
      link_port: 0,
      data_dir: this.dataDir,
      api_key: API_KEY,
      rate_limit: 0,
      ...this.#config,
    });
    const link = { auth: 'none' as const, secrets: [] };
    const started = await startMonolith({ region: 'test', log_level: 'silent', link, monolith }, log);
    this.#running.push(started);
    return started;
  }

  /** Stops the Monolith that was started first; the next one takes its place. */
  async stopFirst(): Promise<void> {
    await this.#running.shift()?.stop();
  }

  async stop(): Promise<void> {
    while (this.#running.length > 0) await this.stopFirst();
    this.#directory.remove();
  }

  async call(method: string, path: string, { at = this.monolith, body, headers }: Call = {}) {
    const response = await fetch(`http://127.0.0.1:${at.httpPort}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(headers ?? { Authorization: `Bearer ${this.#token}` }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  createRoom(room: Record<string, unknown>) {
    return this.call('POST', '/api/room/create', { body: room });
  }

  connect(path: string, headers: Record<string, string> = {}): TestClient {
    return new TestClient(`${this.origin.replace('http', 'ws')}${path}`, headers);
  }

  /** A direct client that has joined. */
  async join(room: string, token = this.#token, at = this.monolith): Promise<TestClient> {
    const client = new TestClient(`ws://127.0.0.1:${at.httpPort}/api/room/${room}`);
    client.say({ action: 'auth', token });
    await until('it has joined', () => client.heard('you').length > 0);
    return client;
  }

  /** A Balancer whose link is established. */
  async balancer(): Promise<TestBalancer> {
    const balancer = new TestBalancer(`ws://127.0.0.1:${this.monolith.linkPort}/`);
    await until('init', () => balancer.controls('init').length > 0);
    return balancer;
  }
}
