import type { RequestType, RoomRequest } from '@usher/protocol';
import type { Asker } from '../asker.ts';
import type { RoomError } from '../room-io.ts';
import type { Turn } from '../turn.ts';

/** What became of a request. A `RoomError` means that nothing has changed; `later`: it waits for metadata. */
export type Outcome = 'done' | 'later' | RoomError;

export type RequestMap = { [R in RoomRequest as R['type']]: R };
export type RequestOf<Name extends keyof typeof RequestType> = Extract<
  RoomRequest,
  { type: (typeof RequestType)[Name] }
>;

/** Carries out one type of request. The permission that the type needs by itself has been checked. */
export type Handler<Name extends keyof typeof RequestType> = (
  turn: Turn,
  by: Asker,
  request: RequestOf<Name>,
) => Outcome;
