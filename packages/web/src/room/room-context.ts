import {
  mayDo,
  Role,
  type Permission,
  type RoomState,
  type RoomUserInfo,
  type ServerMessage,
} from '@usher/protocol';
import type { ConnectionState, RoomClient, RoomView } from '@usher/client';
import { createContext, use, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/use-words.ts';

const RoomContext = createContext<RoomClient | null>(null);
export const RoomProvider = RoomContext;

/** The connection to the room that the page shows. */
export function useClient(): RoomClient {
  const client = use(RoomContext);
  if (client === null) throw new Error('outside of a room');
  return client;
}

/** A part of what is known of the room. Only a change of that part draws anew: in a lively room something else changes all the time. */
export function useView<Part>(select: (view: RoomView) => Part): Part {
  const client = useClient();
  return useSyncExternalStore(
    (listener) => client.subscribe(listener),
    () => select(client.view),
  );
}

/** The room's state, for what is only shown once there is one. */
export function useRoom(): RoomState {
  const room = useView((view) => view.room);
  if (room === null) throw new Error('the room has not come yet');
  return room;
}

export function useConnection(client: RoomClient): ConnectionState {
  return useSyncExternalStore(
    (listener) => client.subscribe(listener),
    () => client.connection,
  );
}

/** Ourselves as the room sees us; `null` until it has told. */
export function useYou(): RoomUserInfo | null {
  return useView(({ users, you }) => users.find(({ id }) => id === you) ?? null);
}

/** Our own role in the room. */
export function useRole(): Role {
  return useYou()?.role ?? Role.UnregisteredUser;
}

/** Why nothing can be done now, or `null` while there is a connection. */
export function useOffline(): string | null {
  const words = useWords('room');
  const { state } = useConnection(useClient());
  return state === 'open' ? null : words('blockedOffline');
}

/** Why what needs `permission` cannot be done now, or `null` when it can (WEB-13). */
export function useBlocked(permission: Permission): string | null {
  const words = useWords('room');
  const { grants } = useRoom();
  const role = useRole();
  const offline = useOffline();
  return offline ?? (mayDo(grants, role, permission) ? null : words('blockedPermission'));
}

/** Hears every message of the room. */
export function useMessages(hear: (message: ServerMessage) => void): void {
  const client = useClient();
  const latest = useEffectEvent(hear);
  useEffect(() => client.onMessage((message) => latest(message)), [client]);
}
