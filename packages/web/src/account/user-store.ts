import type { User } from '@usher/client';
import { useEffect, useSyncExternalStore } from 'react';
import { callSite } from '../session.ts';

/** `null` until the site has said who this browser's session is. */
let user: User | null = null;
let read: Promise<void> | null = null;
const listeners = new Set<() => void>();
const changeListeners = new Set<() => void>();

/** Who this browser's session is; read once for the whole page. */
export function useUser(): User | null {
  useEffect(() => {
    read ??= readUser();
  }, []);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => user,
  );
}

/** To be called when the name, or the account, has changed. */
export async function refreshUser(): Promise<void> {
  await readUser();
  for (const listener of changeListeners) listener();
}

/** Calls `listener` after every change of name or account made on this page (WEB-18). Returns its removal. */
export function onUserChange(listener: () => void): () => void {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

/** A site that does not answer leaves what is known. */
async function readUser(): Promise<void> {
  const fresh = await callSite((api, token) => api.user(token).read()).catch(() => null);
  if (fresh === null) {
    read = null;
    return;
  }
  user = fresh;
  for (const listener of listeners) listener();
}
