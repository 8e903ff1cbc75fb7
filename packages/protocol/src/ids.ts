declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A room's name in lower case: the routing key everywhere (CON-1). The display case is metadata. */
export type RoomKey = Brand<string, 'RoomKey'>;
/** One connection of one client, for the life of its socket (the seed's `id`). */
export type ClientId = Brand<string, 'ClientId'>;
/** One Monolith process; new per process (LNK-11). */
export type MonolithId = Brand<string, 'MonolithId'>;
/** One Balancer process; new per process (LNK-10). */
export type BalancerId = Brand<string, 'BalancerId'>;

const ROOM_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** The routing key of a room name, or `null` if it is not a name that a room can have (CON-1). */
export function roomKey(name: string): RoomKey | null {
  return ROOM_NAME.test(name) ? (name.toLowerCase() as RoomKey) : null;
}

/** Brands a string whose origin is the process that minted it, or a checked frame of a peer. */
export const clientId = (id: string): ClientId => id as ClientId;
export const monolithId = (id: string): MonolithId => id as MonolithId;
export const balancerId = (id: string): BalancerId => id as BalancerId;
