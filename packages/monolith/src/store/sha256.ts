import { createHash } from 'node:crypto';

/** The hash of a text, in characters that need no escaping. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
