/** What the operators' port knows of this browser: `no-key`, when nobody can get in. */
export type SessionState = 'open' | 'closed' | 'no-key';

export async function sessionState(): Promise<SessionState> {
  const answer = await fetch('/session');
  return ((await answer.json()) as { state: SessionState }).state;
}

/** Exchanges the key for a session; `false` when it is not the key. */
export async function openSession(key: string): Promise<boolean> {
  const answer = await fetch('/session', { method: 'POST', headers: { Authorization: `Bearer ${key}` } });
  return answer.ok;
}

export async function closeSession(): Promise<void> {
  await fetch('/session', { method: 'DELETE' });
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
