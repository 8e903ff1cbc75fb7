import type { Permission } from '@usher/protocol';
import type { RoomError } from './room-io.ts';

const withCode =
  (code: string) =>
  (message: string): RoomError => ({ code, message });

/** The codes are the API's error names (API-10), where a rule does not name another one. */
export const notPermitted = withCode('PermissionDeniedException');
export const videoNotFound = withCode('VideoNotFoundException');
export const missingMetadata = withCode('MissingMetadataException');
export const alreadyQueued = withCode('VideoAlreadyQueued'); // ROM-20; the API says it in its own way
export const clientNotFound = withCode('ClientNotFoundInRoomException');
export const impossiblePromotion = withCode('ImpossiblePromotionException');
export const outOfRange = withCode('LengthOutOfRangeException');
export const badArgument = withCode('BadApiArgumentException');
export const notValid = withCode('ZodValidationError');
export const tooManyRequests = withCode('TooManyRequests');

/** As if there were no such room (ROM-35). */
export const roomNotFound = (): RoomError => withCode('RoomNotFoundException')('There is no such room.');

export const banned = (): RoomError => notPermitted('You are banned from this room');

export const lacking = (permission: Permission): RoomError =>
  notPermitted(`You may not do this here: it needs the permission "${permission}"`);
