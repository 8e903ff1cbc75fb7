/** What the operators' port knows of this browser: `no-key`, when nobody can get in. */
export type SessionState = 'open' | 'closed' | 'no-key';

/** `null` when there is no answer. The page's own server, unless another origin is named. */
export async function sessionState(origin = ''): Promise<SessionState | null> {
  return (await read<{ readonly state: SessionState }>(`${origin}/session`))?.state ?? null;
}

/** The addresses of the other Balancers that this one knows; `null` when there is no whole answer. */
export function peerAddresses(stopped: AbortSignal, origin = ''): Promise<readonly string[] | null> {
  return read(`${origin}/peers`, stopped);
}

/** Exchanges the key for a session; `false` when it is not the key. */
export async function openSession(key: string): Promise<boolean> {
  const answer = await fetch('/session', { method: 'POST', headers: { Authorization: `Bearer ${key}` } });
  return answer.ok;
}

/** `false` when there is no answer. */
export async function closeSession(origin = ''): Promise<boolean> {
  try {
    return (await fetch(`${origin}/session`, { method: 'DELETE' })).ok;
  } catch {
    return false;
  }
}

export type Order =
  | { readonly kind: 'drain-monolith'; readonly monolith: string }
  /** `to: null`: where placement would have it. */
  | { readonly kind: 'move-room'; readonly room: string; readonly to: string | null }
  | { readonly kind: 'kick'; readonly client: string }
  | { readonly kind: 'drain' };

/** Has something done; `null`, or why it is refused, in the server's words. */
export async function give(order: Order): Promise<string | null> {
  const [path, body] = requestOf(order);
  try {
    const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
    if (answer.ok) return null;
    const { error } = (await answer.json()) as { error: { message: string } };
    return error.message;
  } catch (error) {
    return (error as Error).message;
  }
}

function requestOf(order: Order): readonly [path: string, body: object] {
  switch (order.kind) {
    case 'drain-monolith':
      return [`/monoliths/${encodeURIComponent(order.monolith)}/drain`, {}];
    case 'move-room':
      return [`/rooms/${encodeURIComponent(order.room)}/move`, order.to === null ? {} : { to: order.to }];
    case 'kick':
      return [`/clients/${encodeURIComponent(order.client)}/kick`, {}];
    case 'drain':
      return ['/drain', {}];
  }
}

/** An answer may break off in the middle, or be given up there. */
async function read<T>(url: string, signal: AbortSignal | null = null): Promise<T | null> {
  try {
    const answer = await fetch(url, { signal });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}
