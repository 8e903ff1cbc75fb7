import type { RoomError } from '../core/room/room-io.ts';

/** Why a video cannot be had: for whoever asked, under a name that is stable (MED-3, API-10). Anything else that is thrown is our fault. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  toRoomError(): RoomError {
    return { code: this.code, message: this.message };
  }
}

const withCode = (code: string) => (message: string) => new MediaError(code, message);

export const unsupportedService = withCode('UnsupportedServiceException');
export const unsupportedMimeType = withCode('UnsupportedMimeTypeException');
export const missingMetadata = withCode('MissingMetadataException');
export const invalidVideoId = withCode('InvalidVideoIdException');
export const videoNotFound = withCode('VideoNotFoundException');
export const outOfQuota = withCode('OutOfQuotaException');
export const invalidInput = withCode('InvalidAddPreviewInputException');
export const tooManyLookups = withCode('TooManyRequests');

export const localFile = () =>
  new MediaError(
    'LocalFileException',
    'This is a file of your own computer, which the others cannot reach. Put it on a web server and paste its link.',
  );
