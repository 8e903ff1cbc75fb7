import type { QueueMode, RoomMetadata, Visibility } from '@usher/protocol';

/** A refusal of the HTTP API (API-10). `code` is the stable name of the error. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

export interface NewRoom {
  readonly name: string;
  readonly title?: string;
  readonly visibility?: Visibility;
  readonly queueMode?: QueueMode;
  readonly isTemporary?: boolean;
}

const TIMEOUT_MS = 10_000;

/** The part of a site's HTTP API that comes before a room: sessions, and finding and making rooms (API-20). */
export class SiteApi {
  readonly #base: string;

  /** `site` is the site's address with its base path, for example `https://usher.example`. */
  constructor(site: string) {
    this.#base = `${site.replace(/\/+$/, '')}/api`;
  }

  /** A session's token; a valid one is given back as it is (API-1). */
  async grantToken(known?: string | null, signal?: AbortSignal): Promise<string> {
    const { token } = await this.#call<{ token: string }>('GET', '/auth/grant', { token: known, signal });
    return token;
  }

  /** Makes a temporary, unlisted room and returns its name. */
  async generateRoom(token: string): Promise<string> {
    const { room } = await this.#call<{ room: string }>('POST', '/room/generate', { token, body: {} });
    return room;
  }

  async createRoom(token: string, room: NewRoom): Promise<void> {
    await this.#call('POST', '/room/create', { token, body: room });
  }

  /** Public rooms, the fullest first. */
  async listRooms(token: string): Promise<readonly RoomMetadata[]> {
    return this.#call('GET', '/room/list', { token });
  }

  async #call<T>(
    method: string,
    path: string,
    options: { token?: string | null | undefined; body?: unknown; signal?: AbortSignal | undefined },
  ): Promise<T> {
    const headers: Record<string, string> = {};
    if (options.token) headers['authorization'] = `Bearer ${options.token}`;
    if (options.body !== undefined) headers['content-type'] = 'application/json';
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(this.#base + path, {
      method,
      headers,
      signal: options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as T;
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as {
    error?: { name?: string; message?: string };
  } | null;
  const { name, message } = body?.error ?? {};
  return new ApiError(
    response.status,
    name ?? 'Unknown',
    message ?? `The server answered ${response.status}.`,
  );
}
