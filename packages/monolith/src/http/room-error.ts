import type { RoomError } from '../core/room/room-io.ts';
import { UNLOADED } from '../rooms/pending-calls.ts';
import { ApiError, roomNotFound, unavailable } from './api-error.ts';

/** Where the API says something else than 400 and the room's own code (API-10). */
const REFUSALS: Readonly<Record<string, (message: string) => ApiError>> = {
  RoomNotFoundException: roomNotFound,
  VideoAlreadyQueued: (message) => new ApiError(400, 'VideoAlreadyQueuedException', message), // ROM-20
  TooManyRequests: (message) => new ApiError(429, 'TooManyRequests', message, { 'Retry-After': '1' }),
  FeatureDisabledException: (message) => new ApiError(403, 'FeatureDisabledException', message),
  [UNLOADED.code]: unavailable,
  Unknown: (message) => new ApiError(500, 'Unknown', message),
};

/** What the API makes of an error of a room: the one table of both (API-10). */
export function refusalOf({ code, message }: RoomError): ApiError {
  return REFUSALS[code]?.(message) ?? new ApiError(400, code, message);
}
