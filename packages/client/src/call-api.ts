/** A refusal of the HTTP API (API-10). `code` is the stable name of the error. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  /** The fields that are not as they should be, by their outermost names. */
  readonly fields: readonly string[];

  constructor(status: number, code: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

interface ApiRequest {
  readonly token?: string | null | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** Calls one site's HTTP API. `path` begins below `/api`. @throws ApiError */
export type CallApi = <T>(method: string, path: string, request: ApiRequest) => Promise<T>;

const TIMEOUT_MS = 10_000;

/** `site` is the site's address with its base path, for example `https://usher.example`. */
export function createCallApi(site: string): CallApi {
  const base = `${site.replace(/\/+$/, '')}/api`;
  return async <T>(method: string, path: string, request: ApiRequest): Promise<T> => {
    const { token, body, signal, timeoutMs = TIMEOUT_MS } = request;
    const headers: Record<string, string> = {};
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await fetch(base + path, {
      method,
      headers,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as T;
  };
}

interface ErrorBody {
  readonly error?: {
    readonly name?: string;
    readonly message?: string;
    readonly details?: readonly { readonly path?: readonly (string | number)[] }[];
  };
}

async function refusal(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as ErrorBody | null;
  const { name = 'Unknown', message, details = [] } = body?.error ?? {};
  const fields = new Set(details.flatMap(({ path }) => path?.slice(0, 1).map(String) ?? []));
  return new ApiError(response.status, name, message ?? `The server answered ${response.status}.`, [
    ...fields,
  ]);
}
