import type { User } from '@usher/client';
import { useEffect, useSyncExternalStore } from 'react';
import { callSite } from '../session.ts';

interface Reading {
  /** `null` until the site has said who this browser's session is. */
  readonly user: User | null;
  /** Why the site has not said it, when it was asked last; `null` if it has, or may yet. */
  readonly error: unknown;
}

let reading: Reading = { user: null, error: null };
let read: Promise<void> | null = null;
const listeners = new Set<() => void>();
const changeListeners = new Set<() => void>();

/** Who this browser's session is; read once for the whole page. */
export function useUser(): User | null {
  return useUserReading().user;
}

/** As `useUser`, for what has to say that the site does not answer. */
export function useUserReading(): Reading {
  useEffect(retryUser, []);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => reading,
  );
}

/** Asks once more if the site has not said it, and is not being asked. */
export function retryUser(): void {
  read ??= readUser();
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
  tell({ ...reading, error: null });
  try {
    tell({ user: await callSite((api, token) => api.user(token).read()), error: null });
  } catch (error) {
    read = null;
    tell({ ...reading, error });
  }
}

function tell(next: Reading): void {
  reading = next;
  for (const listener of listeners) listener();
}
